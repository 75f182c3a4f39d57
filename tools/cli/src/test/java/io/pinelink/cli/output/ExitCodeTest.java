package io.pinelink.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class ExitCodeTest {
  @Test
  void localFailuresHaveTheirCodes() {
    Map<Throwable, Integer> codes =
        Map.of(
            new UncheckedIOException(new IOException("No space left on device")), 8,
            new NoSuchFileException("vectors.jsonl"), 8,
            new ConnectException("Connection refused"), 6,
            new IllegalArgumentException("dimension"), 2,
            new CancellationException("interrupted"), 130,
            new CompletionException(new IllegalArgumentException("dimension")), 2,
            new FailedCommand(ExitCode.PARTLY_DONE, "3 rows failed"), 3,
            new FailedCommand(ExitCode.FAILED, "differs", new IOException("read")), 1,
            new IllegalStateException("closed"), 1,
            new ParameterException(new CommandLine(new ExitCodeTest.Nothing()), "usage"), 2);

    codes.forEach(
        (thrown, code) -> assertThat(ExitCode.of(thrown).code()).as("%s", thrown).isEqualTo(code));
  }

  @Test
  void aPortInUseIsNoFailureOfAFile() {
    BindException inUse = new BindException("Address already in use");

    assertThat(ExitCode.of(new UncheckedIOException(inUse)).code()).isEqualTo(1);
    assertThat(ExitCode.of(new UncheckedIOException(new IOException("port 5080", inUse))).code())
        .isEqualTo(1);
  }

  @Test
  void theLineNamesTheFileAndTheReason() {
    assertThat(FailureLine.of(new UncheckedIOException(new NoSuchFileException("vectors.jsonl"))))
        .isEqualTo("'vectors.jsonl' does not exist");
    assertThat(FailureLine.of(new FailedCommand(ExitCode.INVALID, "line 3:\n\u001bbad")))
        .isEqualTo("line 3: \\u001bbad");
  }

  @CommandLine.Command
  private static final class Nothing {}
}
