package io.pinelink.control;

import io.pinelink.imports.ErrorMode;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A conversion job, which copies an index for vectors or records into a new document index.
 *
 * <p>Source: the documentation of API version 2026-07 of October 2026. A time that is not in the
 * format of RFC 3339 is treated as missing, and so is a name or an id that is empty.
 *
 * @param id the service's id of the job
 * @param sourceIndexName the name of the index that is converted; empty if the service did not
 *     report it
 * @param sourceIndexId the service's id of that index; empty if the service did not report it
 * @param targetIndexName the name of the new index; empty if the service did not report it
 * @param targetIndexId the service's id of the new index; empty if the service did not report it
 * @param status the status of the job
 * @param errorMode the handling of records that cannot be converted; empty if the service did not
 *     report it
 * @param percentComplete the progress, 0 to 100; empty if the service did not report it
 * @param recordsConverted the number of converted records; empty if the service did not report it
 * @param recordsSkipped the number of records that could not be converted; empty if the service did
 *     not report it
 * @param createdAt when the job began; empty if the service did not report it
 * @param info the info of the response, which all jobs of one list share
 */
public record ConversionJobDescription(
    String id,
    Optional<String> sourceIndexName,
    Optional<String> sourceIndexId,
    Optional<String> targetIndexName,
    Optional<String> targetIndexId,
    ConversionStatus status,
    Optional<ErrorMode> errorMode,
    OptionalDouble percentComplete,
    OptionalLong recordsConverted,
    OptionalLong recordsSkipped,
    Optional<Instant> createdAt,
    ResponseInfo info)
    implements Response {
  /** Treats empty names and ids as missing. */
  public ConversionJobDescription {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(errorMode, "errorMode");
    Objects.requireNonNull(percentComplete, "percentComplete");
    Objects.requireNonNull(recordsConverted, "recordsConverted");
    Objects.requireNonNull(recordsSkipped, "recordsSkipped");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(info, "info");
    sourceIndexName = sourceIndexName.filter(name -> !name.isEmpty());
    sourceIndexId = sourceIndexId.filter(value -> !value.isEmpty());
    targetIndexName = targetIndexName.filter(name -> !name.isEmpty());
    targetIndexId = targetIndexId.filter(value -> !value.isEmpty());
  }

  /** Returns whether the new index has the converted records. */
  public boolean isCompleted() {
    return status.equals(ConversionStatus.COMPLETED);
  }

  /** Returns whether the job ended without a usable index. */
  public boolean isFailed() {
    return status.isFailed();
  }
}
