package io.pinelink.server.internal.admin;

import io.pinelink.server.internal.admin.RoleBindingRegistry.Grant;
import io.pinelink.server.internal.saving.ResourceSink;
import io.pinelink.server.internal.saving.SavedState;
import io.pinelink.server.internal.wire.ControlException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The users of the organization, and the invites that make their addressees users. Not thread-safe:
 * the {@link PrincipalStore} locks.
 */
final class MemberRegistry {
  private static final Duration INVITE_LIFETIME = Duration.ofDays(7);
  private static final Duration EMAIL_WINDOW = Duration.ofHours(1);
  private static final int MAX_EMAILS = 100;

  /**
   * A user.
   *
   * @param name null if the user has no display name
   */
  record User(long number, String id, String email, @Nullable String name) {}

  /**
   * An invite.
   *
   * @param processedAt when it was accepted; null if it was not
   */
  record Invite(
      long number,
      String id,
      String email,
      Instant createdAt,
      Instant expiresAt,
      @Nullable Instant processedAt) {
    boolean isPending(Instant now) {
      return processedAt == null && now.isBefore(expiresAt);
    }

    String status(Instant now) {
      if (processedAt != null) {
        return "processed";
      }
      return isPending(now) ? "pending" : "expired";
    }
  }

  private final RoleBindingRegistry roles;
  private final PrincipalNumbers numbers;
  private final InstantSource clock;
  private final Map<String, User> users = new LinkedHashMap<>();
  private final Map<String, Invite> invites = new LinkedHashMap<>();
  private final Deque<Instant> emails = new ArrayDeque<>();

  MemberRegistry(RoleBindingRegistry roles, PrincipalNumbers numbers, InstantSource clock) {
    this.roles = roles;
    this.numbers = numbers;
    this.clock = clock;
  }

  List<User> users() {
    return List.copyOf(users.values());
  }

  User user(String id) {
    return ControlException.found("User", id, users.get(id));
  }

  User addUser(String email, @Nullable String name) {
    User added = new User(numbers.next(), PrincipalNumbers.newId(), email, name);
    users.put(added.id(), added);
    return added;
  }

  void deleteUser(String id) {
    user(id);
    roles.checkIsNotLastOwner(id);
    users.remove(id);
    roles.unbind(RoleBindingRegistry.USER, id);
  }

  private boolean isMember(String email) {
    return users.values().stream().anyMatch(user -> user.email().equalsIgnoreCase(email));
  }

  /** Returns the invites that were not accepted. */
  List<Invite> invites() {
    return invites.values().stream().filter(invite -> invite.processedAt() == null).toList();
  }

  String status(Invite invite) {
    return invite.status(clock.instant());
  }

  Invite invite(String id) {
    return ControlException.found("Invite", id, invites.get(id));
  }

  Invite createInvite(String email, List<Grant> grants) {
    checkInvitable(email);
    roles.check(grants);
    if (grants.stream()
        .noneMatch(grant -> grant.resourceType().equals(RoleBindingRegistry.ORGANIZATION))) {
      throw ControlException.invalid(
          "role_bindings must include a role on the organization, one of "
              + RoleBindingRegistry.ORGANIZATION_ROLES);
    }
    Instant now = clock.instant();
    Invite created =
        new Invite(
            numbers.next(), PrincipalNumbers.newId(), email, now, now.plus(INVITE_LIFETIME), null);
    invites.put(created.id(), created);
    emails.add(now);
    roles.bind(RoleBindingRegistry.INVITE, created.id(), grants);
    return created;
  }

  private void checkInvitable(String email) {
    if (isMember(email)) {
      throw ControlException.alreadyExists(
          "This email already belongs to a member of the organization.");
    }
    Instant now = clock.instant();
    invites.values().stream()
        .filter(invite -> invite.email().equalsIgnoreCase(email) && invite.isPending(now))
        .findFirst()
        .ifPresent(
            pending -> {
              throw ControlException.alreadyExists(
                  "A pending invite already exists for this email; its ID is %s."
                      .formatted(pending.id()));
            });
  }

  Invite resendInvite(String id) {
    Invite old = invite(id);
    if (old.processedAt() != null) {
      throw ControlException.alreadyExists(
          "Invite has already been accepted and cannot be resent.");
    }
    Instant now = clock.instant();
    if (!old.isPending(now)) {
      checkInvitable(old.email());
    }
    while (!emails.isEmpty() && !emails.getFirst().plus(EMAIL_WINDOW).isAfter(now)) {
      emails.removeFirst();
    }
    if (emails.size() >= MAX_EMAILS) {
      throw new ControlException(
          429,
          "RESOURCE_EXHAUSTED",
          "The organization has sent " + MAX_EMAILS + " invite emails within an hour.");
    }
    emails.add(now);
    Invite resent =
        new Invite(old.number(), id, old.email(), old.createdAt(), now.plus(INVITE_LIFETIME), null);
    invites.put(id, resent);
    return resent;
  }

  void deleteInvite(String id) {
    if (invite(id).processedAt() != null) {
      throw ControlException.alreadyExists(
          "Invite has already been accepted; delete the user instead.");
    }
    invites.remove(id);
    roles.unbind(RoleBindingRegistry.INVITE, id);
  }

  /**
   * Accepts an invite: its addressee becomes a user with its roles.
   *
   * @throws IllegalArgumentException if no invite with this id is pending
   */
  void acceptInvite(String id) {
    Instant now = clock.instant();
    Invite accepted = invites.get(id);
    if (accepted == null || !accepted.isPending(now)) {
      throw new IllegalArgumentException("no invite is pending with the id " + id);
    }
    User user = addUser(accepted.email(), null);
    invites.put(
        id,
        new Invite(
            accepted.number(),
            id,
            accepted.email(),
            accepted.createdAt(),
            accepted.expiresAt(),
            now));
    roles.transfer(id, user.id());
  }

  void save(ResourceSink sink) {
    users.forEach((id, user) -> sink.resource("user", id, "", user));
    invites.forEach((id, invite) -> sink.resource("invite", id, "", invite));
  }

  void load(SavedState saved) {
    for (User user : saved.records("user", User.class)) {
      users.put(user.id(), user);
      numbers.used(user.number());
    }
    for (Invite invite : saved.records("invite", Invite.class)) {
      invites.put(invite.id(), invite);
      numbers.used(invite.number());
    }
  }

  void clear() {
    users.clear();
    invites.clear();
  }
}
