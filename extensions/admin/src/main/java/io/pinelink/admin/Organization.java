package io.pinelink.admin;

import io.pinelink.model.Response;
import java.time.Instant;
import java.util.Optional;

/**
 * An organization, which owns projects and is billed. Source: Organization, API version 2026-04.
 */
public sealed interface Organization extends Response permits AdminResponses.OrganizationResult {
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
