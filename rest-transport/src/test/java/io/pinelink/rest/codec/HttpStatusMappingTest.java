package io.pinelink.rest.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statuses and envelopes, without a server. */
class HttpStatusMappingTest {
  @ParameterizedTest
  @CsvSource({
    "302, UNKNOWN",
    "400, INVALID_ARGUMENT",
    "401, UNAUTHENTICATED",
    "402, PAYMENT_REQUIRED",
    "403, PERMISSION_DENIED",
    "404, NOT_FOUND",
    "405, UNIMPLEMENTED",
    "408, DEADLINE_EXCEEDED",
    "409, ALREADY_EXISTS",
    "412, FAILED_PRECONDITION",
    "413, INVALID_ARGUMENT",
    "415, INVALID_ARGUMENT",
    "418, UNKNOWN",
    "422, UNPROCESSABLE_ENTITY",
    "429, RESOURCE_EXHAUSTED",
    "500, INTERNAL",
    "501, UNIMPLEMENTED",
    "502, UNAVAILABLE",
    "503, UNAVAILABLE",
    "504, DEADLINE_EXCEEDED",
    "599, INTERNAL",
  })
  void aStatusAloneHasACode(int status, ErrorCode code) {
    assertThat(HttpStatusMapping.code(status, envelope("no"))).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "400, FAILED_PRECONDITION, FAILED_PRECONDITION",
    "400, OUT_OF_RANGE, OUT_OF_RANGE",
    "400, QUOTA_EXCEEDED, PERMISSION_DENIED",
    "400, PAYLOAD_TOO_LARGE, INVALID_ARGUMENT",
    "413, PAYLOAD_TOO_LARGE, INVALID_ARGUMENT",
    "422, UNPROCESSABLE_ENTITY, UNPROCESSABLE_ENTITY",
    "503, SERVICE_UNAVAILABLE, UNAVAILABLE",
    "409, ABORTED, ABORTED",
    "412, FORBIDDEN, PERMISSION_DENIED",
    "500, DATA_LOSS, DATA_LOSS",
    "500, INTERNAL, INTERNAL",
    // It is less specific than the status.
    "500, UNKNOWN, INTERNAL",
    "400, OK, INVALID_ARGUMENT",
    "400, SOMETHING_NEW, INVALID_ARGUMENT",
    // For these statuses, the status alone determines what a caller can do.
    "401, INVALID_ARGUMENT, UNAUTHENTICATED",
    "402, FORBIDDEN, PAYMENT_REQUIRED",
    "403, QUOTA_EXCEEDED, PERMISSION_DENIED",
    "429, RESOURCE_EXHAUSTED, RESOURCE_EXHAUSTED",
    "429, TOO_MANY_REQUESTS, RESOURCE_EXHAUSTED",
    "429, INTERNAL, RESOURCE_EXHAUSTED",
    // A number of resources, such as pods: waiting does not help.
    "429, QUOTA_EXCEEDED, PERMISSION_DENIED",
  })
  void theErrorCodeOfTheControlPlaneRefinesTheStatus(int status, String name, ErrorCode code) {
    String json = "{\"status\":" + status + ",\"error\":{\"code\":\"" + name + "\"}}";

    assertThat(HttpStatusMapping.code(status, envelope(json))).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "1, INVALID_ARGUMENT",
    "2, INVALID_ARGUMENT",
    "3, INVALID_ARGUMENT",
    "4, DEADLINE_EXCEEDED",
    "5, NOT_FOUND",
    "6, ALREADY_EXISTS",
    "7, PERMISSION_DENIED",
    "8, RESOURCE_EXHAUSTED",
    "9, FAILED_PRECONDITION",
    "10, ABORTED",
    "11, OUT_OF_RANGE",
    "12, UNIMPLEMENTED",
    "13, INTERNAL",
    "14, UNAVAILABLE",
    "15, DATA_LOSS",
    "16, UNAUTHENTICATED",
    "17, INVALID_ARGUMENT",
    "-1, INVALID_ARGUMENT",
  })
  void dataPlaneErrorsUseGrpcCodes(String number, ErrorCode code) {
    ErrorEnvelope envelope = envelope("{\"code\":" + number + ",\"message\":\"m\",\"details\":[]}");

    assertThat(envelope.message()).isEqualTo("m");
    assertThat(HttpStatusMapping.code(400, envelope)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'error':{'message':'inner','code':'X'},'message':'outer'} | inner",
        "{'message':'outer','detail':'d'} | outer",
        "{'detail':'d'} | d",
        "{'description':'d'} | d",
        "{'error':'invalid_client','error_description':'d'} | invalid_client: d",
        "{'error':'invalid_client'} | invalid_client",
        "{'error':{'message':{'odd':1},'code':[1]},'message':[2]} | ''",
        "{'error':null} | ''",
        "{} | ''",
        "[1] | [1]",
        "{'message':'cut | {'message':'cut",
        "Invalid API key | Invalid API key",
        "<html><body>502</body></html> | an HTML page, so something between here and the service"
            + " may have answered",
      })
  void theMessageIsFoundInEveryFormat(String body, String message) {
    String quoted = body.replace('\'', '"');

    assertThat(envelope(quoted).message()).isEqualTo(message.replace('\'', '"'));
  }

  @Test
  void messagesAreMaskedBeforeTheyAreTruncated() {
    String body = "x".repeat(498) + "secret";

    assertThat(
            ErrorEnvelope.read(
                    body.getBytes(StandardCharsets.UTF_8), words -> words.replace("secret", "***"))
                .message())
        .isEqualTo("x".repeat(498) + "*…");
    assertThat(envelope("").message()).isEmpty();
  }

  private static ErrorEnvelope envelope(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return ErrorEnvelope.read(bytes, words -> words);
  }
}
