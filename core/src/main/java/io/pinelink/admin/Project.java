package io.pinelink.admin;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A project, which owns indexes and API keys. Source: Project, API version 2026-04.
 *
 * @param id the service's id of the project
 * @param name the name of the project
 * @param organizationId the organization that the project belongs to
 * @param maxPods the maximum number of pods that all pod-based indexes may have together
 * @param forceEncryptionWithCmek whether data must be encrypted with the customer's own key
 * @param createdAt the creation time; empty if the service did not report it
 */
public record Project(
    String id,
    String name,
    String organizationId,
    int maxPods,
    boolean forceEncryptionWithCmek,
    Optional<Instant> createdAt,
    ResponseInfo info)
    implements Response {
  /** Checks that no part is null. */
  public Project {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(organizationId, "organizationId");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(info, "info");
  }
}
