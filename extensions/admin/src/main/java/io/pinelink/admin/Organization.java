package io.pinelink.admin;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An organization, which owns projects and is billed. Source: Organization, API version 2026-04.
 */
public sealed interface Organization extends Response {
  /** Creates an organization, for tests of programs that receive one. */
  static Organization of(
      String id,
      String name,
      String plan,
      String paymentStatus,
      String supportTier,
      Optional<Instant> createdAt,
      ResponseInfo info) {
    return new OrganizationResult(id, name, plan, paymentStatus, supportTier, createdAt, info);
  }

  /** Returns the service's id of the organization. */
  String id();

  /** Returns the name of the organization. */
  String name();

  /** Returns the service's name of the plan, such as {@code Standard}; open. */
  String plan();

  /**
   * Returns the service's name of the payment status, such as {@code Active} or {@code PastDue};
   * open.
   */
  String paymentStatus();

  /** Returns the service's name of the support tier, such as {@code Pro}; open. */
  String supportTier();

  /** Returns the creation time; empty if the service did not report it. */
  Optional<Instant> createdAt();
}

/** An {@link Organization}. */
record OrganizationResult(
    String id,
    String name,
    String plan,
    String paymentStatus,
    String supportTier,
    Optional<Instant> createdAt,
    ResponseInfo info)
    implements Organization {
  OrganizationResult {
    Objects.requireNonNull(id, "id is null");
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(plan, "plan is null");
    Objects.requireNonNull(paymentStatus, "paymentStatus is null");
    Objects.requireNonNull(supportTier, "supportTier is null");
    Objects.requireNonNull(createdAt, "createdAt is null");
    Objects.requireNonNull(info, "info is null");
  }
}
