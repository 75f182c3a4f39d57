package io.pinelink.admin;

import java.util.Objects;

/**
 * The status of an {@link Invite}. Open: a status that this client does not know keeps the
 * service's name.
 *
 * @param value the service's name
 */
public record InviteStatus(String value) {
  /** The invite was sent and not accepted yet. */
  public static final InviteStatus PENDING = new InviteStatus("pending");

  /** The invite was not accepted in time; sending it again makes it pending. */
  public static final InviteStatus EXPIRED = new InviteStatus("expired");

  /** The invite was accepted. Lists do not contain such invites. */
  public static final InviteStatus PROCESSED = new InviteStatus("processed");

  /** Checks that no part is null. */
  public InviteStatus {
    Objects.requireNonNull(value, "value is null");
  }

  @Override
  public String toString() {
    return value;
  }
}
