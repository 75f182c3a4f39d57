package io.pinelink.control;

import io.pinelink.annotation.Preview;
import io.pinelink.imports.ErrorMode;
import io.pinelink.imports.JobStatus;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A conversion job, which copies an index for vectors or records into a new document index.
 *
 * <p>Source: the documentation of API version 2026-07 of October 2026. A time that is not in the
 * format of RFC 3339 is treated as missing, and so is a name or an id that is empty.
 */
@Preview
public sealed interface ConversionJobDescription extends Response
    permits io.pinelink.internal.response.ControlResponses.ConversionJobResult {
  /** Returns the service's id of the job. */
  String id();

  /** Returns the name of the index that is converted; empty if the service did not report it. */
  Optional<String> sourceIndexName();

  /** Returns the service's id of that index; empty if the service did not report it. */
  Optional<String> sourceIndexId();

  /** Returns the name of the new index; empty if the service did not report it. */
  Optional<String> targetIndexName();

  /** Returns the service's id of the new index; empty if the service did not report it. */
  Optional<String> targetIndexId();

  /** Returns the status of the job. */
  JobStatus status();

  /**
   * Returns the handling of records that cannot be converted; empty if the service did not report
   * it.
   */
  Optional<ErrorMode> errorMode();

  /** Returns the progress, 0 to 100; empty if the service did not report it. */
  OptionalDouble percentComplete();

  /** Returns the number of converted records; empty if the service did not report it. */
  OptionalLong recordsConverted();

  /**
   * Returns the number of records that could not be converted; empty if the service did not report
   * it.
   */
  OptionalLong recordsSkipped();

  /** Returns when the job began; empty if the service did not report it. */
  Optional<Instant> createdAt();

  /** Returns the info of the response, which all jobs of one list share. */
  @Override
  ResponseInfo info();

  /** Returns whether the new index has the converted records. */
  boolean isCompleted();

  /** Returns whether the job ended without a usable index. */
  boolean isFailed();
}
