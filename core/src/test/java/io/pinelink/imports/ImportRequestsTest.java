package io.pinelink.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.internal.response.ImportResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.PageRequest;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.spi.request.ById;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that start, describe, list and cancel an import, and what comes back. */
class ImportRequestsTest {
  private static final ResponseInfo INFO =
      VectorResponses.info(
          null,
          "",
          null,
          null,
          ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of())),
          Protocol.REST,
          1);

  @Test
  void anImportAbortsByDefaultAndNeedsNoIntegration() {
    StartImportRequest request = StartImportRequest.from("s3://bucket/vectors/");

    assertThat(request.uri()).isEqualTo("s3://bucket/vectors/");
    assertThat(request.integrationId()).isEmpty();
    assertThat(request.errorMode()).isEqualTo(ErrorMode.ABORT);
    assertThat(request).hasToString("StartImportRequest[s3://bucket/vectors/, abort]");
  }

  @Test
  void anImportAcceptsAnIntegrationAndAnotherMode() {
    StartImportRequest request =
        StartImportRequest.builder("gs://bucket/a")
            .integrationId("i-1")
            .errorMode(ErrorMode.CONTINUE)
            .build();

    assertThat(request.integrationId()).contains("i-1");
    assertThat(request.errorMode()).isEqualTo(ErrorMode.CONTINUE);
    assertThat(request)
        .isEqualTo(
            StartImportRequest.builder("gs://bucket/a")
                .integrationId("i-1")
                .errorMode(ErrorMode.CONTINUE)
                .build())
        .isNotEqualTo(StartImportRequest.from("gs://bucket/a"));
  }

  @Test
  void aSignedAddressIsNotShown() {
    assertThat(StartImportRequest.from("https://a.blob.core.windows.net/c?sig=s3cret"))
        .hasToString("StartImportRequest[https://a.blob.core.windows.net/c?…, abort]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bucket/vectors", "s3:/bucket", "://bucket", "s3://", "s3:// ", "3s://b"})
  void anAddressNeedsAScheme(String uri) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StartImportRequest.from(uri))
        .withMessage("uri is '%s', expected a form such as s3://bucket/path/", uri);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"s3://b", "gs://b/", "https://a.blob.core.windows.net/c", "file:///tmp/x"})
  void anySchemeIsSentToTheService(String uri) {
    assertThat(StartImportRequest.from(uri).uri()).isEqualTo(uri);
  }

  @Test
  void textsHaveTheLengthsOfTheApi() {
    assertThat(StartImportRequest.from("s3://" + "a".repeat(1_495)).uri()).hasSize(1_500);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StartImportRequest.from("s3://" + "a".repeat(1_496)))
        .withMessage("length of uri is 1501, expected 1 to 1500");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StartImportRequest.from(""))
        .withMessage("length of uri is 0, expected 1 to 1500");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StartImportRequest.builder("s3://b").integrationId("i".repeat(1_001)))
        .withMessage("length of integrationId is 1001, expected 1 to 1000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ById.ofImport(""))
        .withMessage("length of import id is 0, expected 1 to 1000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ById.ofImport("1".repeat(1_001)))
        .withMessage("length of import id is 1001, expected 1 to 1000");
  }

  @Test
  void aPageHas1To100Imports() {
    PageRequest request = PageRequest.builder().limit(100).paginationToken("t").build();

    assertThat(request.limit()).hasValue(100);
    assertThat(request.paginationToken()).contains("t");
    assertThat(request.toBuilder().build()).isEqualTo(request);
    assertThat(PageRequest.all().limit()).isEmpty();
    for (int limit : new int[] {0, 101}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PageRequest.builder().limit(limit))
          .withMessage("limit is %s, expected 1 to 100", limit);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PageRequest.builder().paginationToken(" "))
        .withMessage("paginationToken is blank");
  }

  @Test
  void emptyTokensAndErrorsAreAbsent() {
    assertThat(new VectorResponses.ListResult<>(List.of(), Optional.of(""), INFO).nextToken())
        .isEmpty();
    assertThat(
            new ImportResponses.ImportResult(
                    "1",
                    "",
                    JobStatus.PENDING,
                    Optional.empty(),
                    Optional.empty(),
                    0,
                    0,
                    Optional.of(""),
                    INFO)
                .error())
        .isEmpty();
  }

  @Test
  void failedAndCancelledImportsWillNotComplete() {
    assertThat(JobStatus.FAILED.isFailed()).isTrue();
    assertThat(JobStatus.CANCELLED.isFailed()).isTrue();
    assertThat(JobStatus.COMPLETED.isFailed()).isFalse();
    assertThat(new JobStatus("Resting").isFailed()).isFalse();
  }
}
