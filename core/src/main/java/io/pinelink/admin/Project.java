package io.pinelink.admin;

import io.pinelink.model.ResponseInfo;
import java.time.Instant;
import java.util.Optional;

/**
 * A project, which indexes and API keys belong to. Source: Project, API version 2026-04.
 *
 * @param id the service's name for it
 * @param name the name that people gave it
 * @param organizationId the organization that it belongs to
 * @param maxPods how many pods its pod-based indexes may have together
 * @param forceEncryptionWithCmek whether data must be encrypted with the customer's own key
 * @param createdAt when it was made; empty if the service did not say
 */
public record Project(
    String id,
    String name,
    String organizationId,
    int maxPods,
    boolean forceEncryptionWithCmek,
    Optional<Instant> createdAt,
    ResponseInfo info) {}
