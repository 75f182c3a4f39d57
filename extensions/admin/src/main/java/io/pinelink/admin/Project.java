package io.pinelink.admin;

import io.pinelink.model.Response;
import java.time.Instant;
import java.util.Optional;

/** A project, which owns indexes and API keys. Source: Project, API version 2026-04. */
public sealed interface Project extends Response permits AdminResponses.ProjectResult {
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
