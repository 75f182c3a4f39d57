package io.pinelink.admin;

import io.pinelink.model.ResponseInfo;
import java.time.Instant;
import java.util.Optional;

/**
 * An organization, which projects and bills belong to. Source: Organization, API version 2026-04.
 *
 * @param id the service's name for it
 * @param name the name that people gave it
 * @param plan the service's word for its plan, such as {@code Standard}; open
 * @param paymentStatus the service's word for it, such as {@code Active} or {@code PastDue}; open
 * @param supportTier the service's word for it, such as {@code Pro}; open
 * @param createdAt when it was made; empty if the service did not say
 */
public record Organization(
    String id,
    String name,
    String plan,
    String paymentStatus,
    String supportTier,
    Optional<Instant> createdAt,
    ResponseInfo info) {}
