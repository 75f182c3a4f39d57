package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.rest.json.JsonReader.required;
import static io.pinelink.spi.ControlOperations.CONVERT_INDEX;
import static io.pinelink.spi.ControlOperations.DESCRIBE_CONVERSION_JOB;
import static io.pinelink.spi.ControlOperations.LIST_CONVERSION_JOBS;

import io.pinelink.control.ConversionJobDescription;
import io.pinelink.control.ConversionStatus;
import io.pinelink.control.ConvertIndexRequest;
import io.pinelink.control.ListConversionJobsResponse;
import io.pinelink.imports.ErrorMode;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import io.pinelink.rest.json.MalformedJsonException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Conversions of indexes over REST. */
final class ConversionCodec {
  private static final String JOBS = "/conversion-jobs";

  private ConversionCodec() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "convertIndex" ->
          new RestBinding<>(
              CONVERT_INDEX,
              r ->
                  RestRequest.post("/indexes/" + segment(r.source()) + "/convert", convertIndex(r)),
              ConversionCodec::conversionJob);
      case "describeConversionJob" ->
          new RestBinding<>(
              DESCRIBE_CONVERSION_JOB,
              r -> RestRequest.get(JOBS + "/" + segment(r.id())),
              ConversionCodec::conversionJob);
      case "listConversionJobs" ->
          new RestBinding<>(
              LIST_CONVERSION_JOBS,
              r -> RestRequest.get(new UrlQuery(JOBS).page(r).path()),
              ConversionCodec::listConversionJobs);
      default -> null;
    };
  }

  static JsonWriter convertIndex(ConvertIndexRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("name", request.name());
      IndexSchemaCodec.schema(json, request.schema());
      if (!request.errorMode().equals(ErrorMode.ABORT)) {
        json.writeObjectFieldStart("error_mode");
        json.writeStringField("on_error", request.errorMode().value());
        json.writeEndObject();
      }
      IndexCodec.tags(json, request.tags());
      json.writeEndObject();
    };
  }

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
