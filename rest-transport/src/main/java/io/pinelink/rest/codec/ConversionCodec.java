package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.spi.ControlOperations.CONVERT_INDEX;
import static io.pinelink.spi.ControlOperations.DESCRIBE_CONVERSION_JOB;
import static io.pinelink.spi.ControlOperations.LIST_CONVERSION_JOBS;

import io.pinelink.control.ConversionJobDescription;
import io.pinelink.control.ConvertIndexRequest;
import io.pinelink.imports.ErrorMode;
import io.pinelink.imports.JobStatus;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.json.JsonObject;
import io.pinelink.rest.json.JsonObject.Member;
import io.pinelink.rest.json.JsonObject.NumberMember;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import java.io.IOException;
import java.time.Instant;
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
                  RestRequest.postObject(
                      "/indexes/" + segment(r.source()) + "/convert", convertIndex(r)),
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
              ListDecoder.page(ConversionCodec::conversionJob));
      default -> null;
    };
  }

  static JsonWriter convertIndex(ConvertIndexRequest request) {
    return json -> {
      json.writeStringField("name", request.name());
      IndexSchemaCodec.schema(json, request.schema());
      if (!request.errorMode().equals(ErrorMode.ABORT)) {
        json.writeObjectFieldStart("error_mode");
        json.writeStringField("on_error", request.errorMode().value());
        json.writeEndObject();
      }
      IndexCodec.tags(json, request.tags());
    };
  }

  static ConversionJobDescription conversionJob(JsonReader json, ResponseInfo info)
      throws IOException {
    JsonObject job = json.object();
    Member<String> id = job.text("conversion_job_id");
    Member<String> sourceIndexName = job.text("source_index_name");
    Member<String> sourceIndexId = job.text("source_index_id");
    Member<String> targetIndexName = job.text("target_index_name");
    Member<String> targetIndexId = job.text("target_index_id");
    Member<String> status = job.text("status");
    Member<String> errorMode = job.member("error_mode", ConversionCodec::errorMode);
    Member<String> onError = job.text("on_error");
    NumberMember<Double> percentComplete = job.number("percent_complete");
    NumberMember<Long> recordsConverted = job.longInteger("records_converted");
    NumberMember<Long> recordsSkipped = job.longInteger("records_skipped");
    Member<Instant> createdAt = job.instant("created_at");
    job.read();
    return new ControlResponses.ConversionJobResult(
        id.required(),
        sourceIndexName.optional(),
        sourceIndexId.optional(),
        targetIndexName.optional(),
        targetIndexId.optional(),
        status.optional().map(JobStatus::new).orElse(JobStatus.IN_PROGRESS),
        errorMode.optional().or(onError::optional).map(ErrorMode::new),
        percentComplete.optionalDouble(),
        recordsConverted.optionalLong(),
        recordsSkipped.optionalLong(),
        createdAt.optional(),
        info);
  }

  /** Decodes the error mode, which is nested or plain; null if it is null. */
  private static @Nullable String errorMode(JsonReader json) throws IOException {
    if (!json.isObject()) {
      return json.text();
    }
    JsonObject errorMode = json.object();
    Member<String> onError = errorMode.text("on_error");
    errorMode.read();
    return onError.orNull();
  }
}
