package io.pinelink.server.internal.admin;

import io.pinelink.server.internal.admin.RoleBindingRegistry.Grant;
import io.pinelink.server.internal.saving.ResourceSink;
import io.pinelink.server.internal.saving.SavedState;
import io.pinelink.server.internal.wire.ControlException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The service accounts of the organization, and their login. Not thread-safe: the {@link
 * PrincipalStore} locks.
 */
final class ServiceAccountRegistry {
  /** A service account with its id and secret for the login. */
  record ServiceAccount(
      long number,
      String id,
      String name,
      Credentials credentials,
      Instant createdAt,
      Instant updatedAt) {}

  private final RoleBindingRegistry roles;
  private final TokenIssuer tokens;
  private final PrincipalNumbers numbers;
  private final InstantSource clock;
  private final Map<String, ServiceAccount> accounts = new LinkedHashMap<>();

  ServiceAccountRegistry(
      RoleBindingRegistry roles,
      TokenIssuer tokens,
      PrincipalNumbers numbers,
      InstantSource clock) {
    this.roles = roles;
    this.tokens = tokens;
    this.numbers = numbers;
    this.clock = clock;
  }

  /** Issues a token for a service account; empty if no account has this id and secret. */
  Optional<String> logIn(String clientId, String clientSecret) {
    Credentials given = new Credentials(clientId, clientSecret);
    return accounts.values().stream()
        .map(ServiceAccount::credentials)
        .filter(given::equals)
        .findFirst()
        .map(known -> tokens.issue(known.id()));
  }

  List<ServiceAccount> all() {
    return List.copyOf(accounts.values());
  }

  ServiceAccount get(String id) {
    return ControlException.found("Service account", id, accounts.get(id));
  }

  ServiceAccount create(String name, List<Grant> grants) {
    roles.check(grants);
    String clientId = PrincipalNumbers.newId().replace("-", "");
    ServiceAccount created = add(name, new Credentials(clientId, newSecret()));
    roles.bind(RoleBindingRegistry.SERVICE_ACCOUNT, created.id(), grants);
    return created;
  }

  ServiceAccount add(String name, Credentials credentials) {
    Instant now = clock.instant();
    ServiceAccount added =
        new ServiceAccount(numbers.next(), PrincipalNumbers.newId(), name, credentials, now, now);
    accounts.put(added.id(), added);
    return added;
  }

  /**
   * Renames a service account.
   *
   * @param name null to keep the name
   */
  ServiceAccount rename(String id, @Nullable String name) {
    ServiceAccount old = get(id);
    return put(old, name == null ? old.name() : name, old.credentials());
  }

  /** Replaces the secret and revokes the tokens of a service account. */
  ServiceAccount rotateSecret(String id) {
    ServiceAccount old = get(id);
    String clientId = old.credentials().id();
    tokens.revoke(clientId);
    return put(old, old.name(), new Credentials(clientId, newSecret()));
  }

  private ServiceAccount put(ServiceAccount old, String name, Credentials credentials) {
    ServiceAccount changed =
        new ServiceAccount(
            old.number(), old.id(), name, credentials, old.createdAt(), clock.instant());
    accounts.put(old.id(), changed);
    return changed;
  }

  void delete(String id) {
    tokens.revoke(get(id).credentials().id());
    accounts.remove(id);
    roles.unbind(RoleBindingRegistry.SERVICE_ACCOUNT, id);
  }

  void save(ResourceSink sink) {
    accounts.forEach((id, account) -> sink.resource("service_account", id, "", account));
  }

  void load(SavedState saved) {
    for (ServiceAccount account : saved.records("service_account", ServiceAccount.class)) {
      accounts.put(account.id(), account);
      numbers.used(account.number());
    }
  }

  /** Removes all accounts and revokes all tokens. */
  void clear() {
    accounts.clear();
    tokens.revokeAll();
  }

  private static String newSecret() {
    return (PrincipalNumbers.newId() + PrincipalNumbers.newId()).replace("-", "");
  }
}
