import { newId } from './ids.ts';
import type { Instance, InstanceUser } from './instance.ts';

/** Adds a user; without a password only tickets and e-mail codes let them in. */
export function addUser(instance: Instance, email: string, password: string | null): InstanceUser {
  const user = {
    id: newId('user'),
    email,
    emailId: newId('idn'),
    password,
    createdAt: instance.now() * 1000,
  };
  instance.users.set(user.id, user);
  return user;
}

/** The user with an e-mail address, whatever its case. */
export function findByEmail(instance: Instance, email: string): InstanceUser | undefined {
  const wanted = email.trim().toLowerCase();
  return [...instance.users.values()].find((user) => user.email.toLowerCase() === wanted);
}
