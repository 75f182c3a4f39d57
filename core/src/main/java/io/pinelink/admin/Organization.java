package io.pinelink.admin;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An organization, which owns projects and is billed. Source: Organization, API version 2026-04.
 *
 * @param id the service's id of the organization
 * @param name the name of the organization
 * @param plan the service's name of the plan, such as {@code Standard}; open
 * @param paymentStatus the service's name of the payment status, such as {@code Active} or {@code
 *     PastDue}; open
 * @param supportTier the service's name of the support tier, such as {@code Pro}; open
 * @param createdAt the creation time; empty if the service did not report it
 */
public record Organization(
    String id,
    String name,
    String plan,
    String paymentStatus,
    String supportTier,
    Optional<Instant> createdAt,
    ResponseInfo info)
    implements Response {
  /** Checks that no part is null. */
  public Organization {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(paymentStatus, "paymentStatus");
    Objects.requireNonNull(supportTier, "supportTier");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(info, "info");
  }
}
