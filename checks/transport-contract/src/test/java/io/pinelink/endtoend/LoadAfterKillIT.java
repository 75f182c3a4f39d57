package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Pinelink;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.VectorChecksum;
import io.pinelink.server.WriteCounts;
import io.pinelink.testsupport.Indexes;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that a load continues after its process is killed, and that nothing is missing. */
@Tag("slow")
class LoadAfterKillIT {
  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aKilledLoadResumesFromTheCheckpoint(Protocol protocol, @TempDir Path folder)
      throws Exception {
    try (EmbeddedPinecone server = EmbeddedPinecone.builder().countingOnly().start();
        Pinelink client = server.clientBuilder().build()) {
      Indexes.create(client, "docs", Metric.COSINE);
      server.authority().save(folder);

      try (LoadingProcess killed = new LoadingProcess(server, protocol, folder, true)) {
        assertThat(killed.line()).isEqualTo("under way");
        killed.kill();
      }
      assertThat(counts(server).distinct()).isBetween(5_000L, LoadingProcess.VECTORS - 1L);
      assertThat(LoadingProcess.checkpoint(folder)).exists();

      long[] reported;
      try (LoadingProcess again = new LoadingProcess(server, protocol, folder, false)) {
        reported = Arrays.stream(again.line().split(" ", -1)).mapToLong(Long::parseLong).toArray();
        assertThat(again.exitCode()).isZero();
      }
      long skipped = reported[0];
      long read = reported[1];
      long accepted = reported[2];
      assertThat(skipped).isPositive();
      assertThat(skipped + read).isEqualTo(LoadingProcess.VECTORS);
      assertThat(accepted).isEqualTo(read);
      assertThat(counts(server).distinct()).isEqualTo(LoadingProcess.VECTORS);
      assertThat(counts(server).checksum())
          .isEqualTo(LoadingProcess.vectors().mapToLong(VectorChecksum::of).sum());
      assertThat(LoadingProcess.checkpoint(folder)).doesNotExist();
    }
  }

  private static WriteCounts counts(EmbeddedPinecone server) {
    return Objects.requireNonNull(server.project().writeCounts("docs").get(""));
  }
}
