package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.spi.ControlOperations.CONVERT_INDEX;
import static io.pinelink.spi.ControlOperations.DESCRIBE_CONVERSION_JOB;
import static io.pinelink.spi.ControlOperations.LIST_CONVERSION_JOBS;

import java.util.List;

/** The rows of the conversion of indexes at the control plane. */
final class ConversionBindings {
  private static final String JOBS = "/conversion-jobs";

  static final List<RestBinding<?, ?>> BINDINGS =
      List.of(
          new RestBinding<>(
              CONVERT_INDEX,
              r ->
                  RestRequest.post(
                      "/indexes/" + segment(r.source()) + "/convert",
                      ConversionToJson.convertIndex(r)),
              ConversionFromJson::conversionJob),
          new RestBinding<>(
              DESCRIBE_CONVERSION_JOB,
              r -> RestRequest.get(JOBS + "/" + segment(r.id())),
              ConversionFromJson::conversionJob),
          new RestBinding<>(
              LIST_CONVERSION_JOBS,
              r ->
                  RestRequest.get(BackupBindings.page(JOBS, r.limit(), r.paginationToken()).path()),
              ConversionFromJson::listConversionJobs));

  private ConversionBindings() {}
}
