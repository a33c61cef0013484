import { clerkError, json } from '../answers.ts';
import type { Instance, InstanceUser } from '../instance.ts';
import type { Answer, Call, Route } from '../route.ts';
import { addUser, findByEmail } from '../users.ts';

function described({ id, email, emailId, password, createdAt }: InstanceUser) {
  return {
    id,
    object: 'user',
    first_name: null,
    last_name: null,
    username: null,
    password_enabled: password !== null,
    two_factor_enabled: false,
    primary_email_address_id: emailId,
    email_addresses: [
      {
        id: emailId,
        object: 'email_address',
        email_address: email,
        verification: { status: 'verified', strategy: 'admin', attempts: null, expire_at: null },
        linked_to: [],
      },
    ],
    phone_numbers: [],
    web3_wallets: [],
    external_accounts: [],
    saml_accounts: [],
    public_metadata: {},
    private_metadata: {},
    unsafe_metadata: {},
    image_url: '',
    has_image: false,
    created_at: createdAt,
    updated_at: createdAt,
  };
}

function list({ query }: Call, instance: Instance): Answer {
  const wanted = query.getAll('email_address').concat(query.getAll('email_address[]'));
  const users = [...instance.users.values()];
  const found = wanted.length === 0 ? users : users.filter(({ email }) => wanted.includes(email));
  return json(found.map(described));
}

function create({ json: body }: Call, instance: Instance): Answer {
  const addresses = body?.['email_address'];
  const [email] = Array.isArray(addresses) ? addresses : [];
  if (typeof email !== 'string' || !email.includes('@'))
    return clerkError(422, 'form_data_missing', 'email_address must be included in the request.');
  if (findByEmail(instance, email))
    return clerkError(422, 'form_identifier_exists', 'That email address is taken. Please try another.');
  const password = body?.['password'];
  if (typeof password !== 'string' && body?.['skip_password_requirement'] !== true)
    return clerkError(422, 'form_data_missing', 'password must be included in the request.');
  return json(described(addUser(instance, email, typeof password === 'string' ? password : null)));
}

function withUser(answer: (user: InstanceUser, instance: Instance) => Answer): Route['answer'] {
  return ({ named }, instance) => {
    const user = instance.users.get(named['id'] ?? '');
    return user ? answer(user, instance) : clerkError(404, 'resource_not_found', 'Resource not found');
  };
}

export const userRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/users', answer: list },
  { method: 'POST', path: '/v1/users', answer: create },
  { method: 'GET', path: '/v1/users/:id', answer: withUser((user) => json(described(user))) },
  {
    method: 'DELETE',
    path: '/v1/users/:id',
    answer: withUser((user, instance) => {
      instance.users.delete(user.id);
      return json({ object: 'user', id: user.id, deleted: true });
    }),
  },
];
