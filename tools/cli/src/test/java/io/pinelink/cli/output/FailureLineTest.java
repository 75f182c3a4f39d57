package io.pinelink.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FailureLineTest {
  @Test
  void aReasonThatAnExceptionRepeatsFromItsCauseIsPrintedOnce() {
    IllegalArgumentException cause = new IllegalArgumentException("its checksum is wrong");
    assertThat(
            FailureLine.of(
                new IllegalArgumentException(
                    "file ck is no checkpoint: its checksum is wrong", cause)))
        .isEqualTo("file ck is no checkpoint: its checksum is wrong");
    assertThat(FailureLine.of(new IllegalStateException(cause))).isEqualTo("its checksum is wrong");
  }

  @Test
  void reasonsOfCausesFollowAnException() {
    assertThat(
            FailureLine.of(
                new CompletionException(
                    new UncheckedIOException("cannot read ck", new IOException("no space")))))
        .isEqualTo("cannot read ck: no space");
    assertThat(FailureLine.of(new IllegalStateException(null, new NoSuchFileException("ck"))))
        .isEqualTo("IllegalStateException: 'ck' does not exist");
  }
}
