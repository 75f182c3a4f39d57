package io.pinelink.control;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A collection as the control plane describes it.
 *
 * <p>Source: CollectionModel, API version 2026-04.
 */
public sealed interface CollectionDescription extends Response
    permits io.pinelink.internal.response.ControlResponses.CollectionResult {
  /** Returns the name. */
  String name();

  /**
   * Returns the service's name of the status: {@code Initializing}, {@code Ready}, {@code
   * Terminating}; open.
   */
  String status();

  /** Returns the environment. */
  String environment();

  /** Returns the size in bytes; empty if the service did not report it. */
  OptionalLong size();

  /** Returns the dimension of the vectors; empty if the service did not report it. */
  OptionalInt dimension();

  /** Returns the number of vectors; empty if the service did not report it. */
  OptionalLong vectorCount();

  /** Returns the info of the response, which all collections of one list share. */
  @Override
  ResponseInfo info();

  /** Returns whether indexes can be created from the collection. */
  boolean isReady();

  /** Returns whether the collection can no longer become ready. */
  boolean isTerminal();
}
