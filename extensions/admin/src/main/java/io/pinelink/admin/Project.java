package io.pinelink.admin;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** A project, which owns indexes and API keys. Source: Project, API version 2026-04. */
public sealed interface Project extends Response {
  /** Creates a project, for tests of programs that receive one. */
  static Project of(
      String id,
      String name,
      String organizationId,
      int maxPods,
      boolean forceEncryptionWithCmek,
      Optional<Instant> createdAt,
      ResponseInfo info) {
    return new ProjectResult(
        id, name, organizationId, maxPods, forceEncryptionWithCmek, createdAt, info);
  }

  /** Returns the service's id of the project. */
  String id();

  /** Returns the name of the project. */
  String name();

  /** Returns the organization that the project belongs to. */
  String organizationId();

  /** Returns the maximum number of pods that all pod-based indexes may have together. */
  int maxPods();

  /** Returns whether data must be encrypted with the customer's own key. */
  boolean forceEncryptionWithCmek();

  /** Returns the creation time; empty if the service did not report it. */
  Optional<Instant> createdAt();
}

/** A {@link Project}. */
record ProjectResult(
    String id,
    String name,
    String organizationId,
    int maxPods,
    boolean forceEncryptionWithCmek,
    Optional<Instant> createdAt,
    ResponseInfo info)
    implements Project {
  ProjectResult {
    Objects.requireNonNull(id, "id is null");
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(organizationId, "organizationId is null");
    Objects.requireNonNull(createdAt, "createdAt is null");
    Objects.requireNonNull(info, "info is null");
  }
}
