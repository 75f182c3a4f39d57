package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.spi.ControlOperations.CONVERT_INDEX;
import static io.pinelink.spi.ControlOperations.DESCRIBE_CONVERSION_JOB;
import static io.pinelink.spi.ControlOperations.LIST_CONVERSION_JOBS;

import org.jspecify.annotations.Nullable;

/** The rows of the conversion of indexes at the control plane. */
final class ConversionBindings {
  private static final String JOBS = "/conversion-jobs";

  private ConversionBindings() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "convertIndex" ->
          new RestBinding<>(
              CONVERT_INDEX,
              r ->
                  RestRequest.post(
                      "/indexes/" + segment(r.source()) + "/convert",
                      ConversionToJson.convertIndex(r)),
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
}
