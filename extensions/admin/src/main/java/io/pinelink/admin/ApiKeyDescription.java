package io.pinelink.admin;

import io.pinelink.model.Response;
import java.util.List;

/**
 * An API key as the service describes it, without the key itself. Source: APIKey, API version
 * 2026-04.
 */
public sealed interface ApiKeyDescription extends Response permits AdminResponses.ApiKeyResult {
  /** Returns the service's id of the key. */
  String id();

  /** Returns the name of the key. */
  String name();

  /** Returns the project that the key belongs to. */
  String projectId();

  /** Returns the key's roles in the project. */
  List<Role> roles();
}
