package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.ControlPlane;
import io.pinelink.Pinelink;
import io.pinelink.control.ConversionJobDescription;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.ServiceException;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests waits for conversion jobs through a client, with scripted responses. */
class ConversionIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final EmbeddedPinecone server = EmbeddedPinecone.start();
  private final Pinelink client = server.clientBuilder().build();
  private final ControlPlane control = client.controlPlane();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void aWaitEndsWithACompletedJob() {
    describeNextAs("InProgress");
    describeNextAs("Completed");

    ConversionJobDescription job = control.awaitConverted("c-1", TIMEOUT);

    assertThat(job.isCompleted()).isTrue();
    assertThat(server.faults().pending()).isEmpty();
  }

  @Test
  void aWaitFailsWithAFailedJob() {
    describeNextAs("Cancelled");

    assertThatThrownBy(() -> control.awaitConverted("c-1", TIMEOUT))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.FAILED_PRECONDITION))
        .hasMessageContaining("conversion job 'c-1' is Cancelled");
  }

  @Test
  void anUnknownJobIsNotFound() {
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> control.describeConversionJob("none"));
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> control.awaitConverted("none", TIMEOUT));
    assertThat(control.listAllConversionJobs()).isEmpty();
  }

  private void describeNextAs(String status) {
    String body = "{\"conversion_job_id\":\"c-1\",\"status\":\"" + status + "\"}";
    server
        .faults()
        .next("describeConversionJob", Fault.body(body.getBytes(StandardCharsets.UTF_8)));
  }
}
