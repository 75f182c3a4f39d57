package io.pinelink.rest.codec;

import static io.pinelink.rest.json.JsonReader.required;

import io.pinelink.control.ConversionJobDescription;
import io.pinelink.control.ConversionStatus;
import io.pinelink.control.ListConversionJobsResponse;
import io.pinelink.imports.ErrorMode;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.MalformedJsonException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The decoding of conversion jobs from JSON, from the documentation of API version 2026-07 of
 * October 2026. One pure function for each body. Only the id of a job is required, since the
 * response to the start of a job is not documented in full: without a status, it is in progress.
 */
final class ConversionCodec {
  private ConversionCodec() {}

  static ListConversionJobsResponse listConversionJobs(JsonReader json, ResponseInfo info)
      throws IOException {
    List<ConversionJobDescription> jobs = new ArrayList<>();
    PageToken next = new PageToken();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "data" -> jobs(json, jobs, info);
          case "pagination" -> next.read(json);
          default -> json.skip();
        }
      }
    }
    return new ListConversionJobsResponse(jobs, Optional.of(next.token()), info);
  }

  private static void jobs(JsonReader json, List<ConversionJobDescription> into, ResponseInfo info)
      throws IOException {
    if (json.enterArray()) {
      while (json.nextElement()) {
        into.add(conversionJob(json, info));
      }
    }
  }

  static ConversionJobDescription conversionJob(JsonReader json, ResponseInfo info)
      throws IOException {
    JobMembers job = new JobMembers();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "conversion_job_id" -> job.id = json.text();
          case "source_index_name" -> job.sourceIndexName = json.text();
          case "source_index_id" -> job.sourceIndexId = json.text();
          case "target_index_name" -> job.targetIndexName = json.text();
          case "target_index_id" -> job.targetIndexId = json.text();
          case "status" -> job.status = json.text();
          case "error_mode" -> job.onError = errorMode(json);
          case "on_error" -> job.onError = json.text();
          case "percent_complete" -> job.percentComplete = json.number();
          case "records_converted" -> job.recordsConverted = json.longInteger();
          case "records_skipped" -> job.recordsSkipped = json.longInteger();
          case "created_at" -> job.createdAt = json.instant();
          default -> json.skip();
        }
      }
    }
    return job.build(info);
  }

  /** Decodes the error mode, which is nested or plain; null if it is null. */
  private static @Nullable String errorMode(JsonReader json) throws IOException {
    if (!json.isObject()) {
      return json.text();
    }
    String onError = null;
    json.enterObject();
    for (String member = json.nextMember(); member != null; member = json.nextMember()) {
      if (member.equals("on_error")) {
        onError = json.text();
      } else {
        json.skip();
      }
    }
    return onError;
  }

  /** The members of a job read so far; they come in any order. */
  private static final class JobMembers {
    private @Nullable String id;
    private @Nullable String sourceIndexName;
    private @Nullable String sourceIndexId;
    private @Nullable String targetIndexName;
    private @Nullable String targetIndexId;
    private @Nullable String status;
    private @Nullable String onError;
    private @Nullable Double percentComplete;
    private @Nullable Long recordsConverted;
    private @Nullable Long recordsSkipped;
    private @Nullable Instant createdAt;

    ConversionJobDescription build(ResponseInfo info) throws MalformedJsonException {
      return new ConversionJobDescription(
          required("conversion_job_id", id),
          Optional.ofNullable(sourceIndexName),
          Optional.ofNullable(sourceIndexId),
          Optional.ofNullable(targetIndexName),
          Optional.ofNullable(targetIndexId),
          status == null ? ConversionStatus.IN_PROGRESS : new ConversionStatus(status),
          Optional.ofNullable(onError).map(ErrorMode::new),
          percentComplete == null ? OptionalDouble.empty() : OptionalDouble.of(percentComplete),
          recordsConverted == null ? OptionalLong.empty() : OptionalLong.of(recordsConverted),
          recordsSkipped == null ? OptionalLong.empty() : OptionalLong.of(recordsSkipped),
          Optional.ofNullable(createdAt),
          info);
    }
  }
}
