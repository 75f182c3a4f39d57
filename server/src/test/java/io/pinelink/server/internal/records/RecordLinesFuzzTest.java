package io.pinelink.server.internal.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.pinelink.server.internal.wire.RpcException;
import java.util.Arrays;

/** Tests that any body of an upsert of records is read, or refused by the number of its line. */
class RecordLinesFuzzTest {
  @FuzzTest
  void anyBodyIsRecordsOrRefusedByLine(byte[] body) {
    long lines =
        Arrays.stream(new String(body, UTF_8).split("\n", -1))
            .filter(line -> !line.isBlank())
            .count();
    try {
      assertThat(RecordLines.parse(body))
          .hasSize((int) lines)
          .allSatisfy(record -> assertThat(record.fields()).doesNotContainKey("_id"));
    } catch (RpcException refused) {
      assertThat(refused.text()).startsWith("Line ");
    }
  }
}
