package io.pinelink.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.cli.output.JsonOutput;
import org.junit.jupiter.api.Test;

class ChangeTextTest {
  @Test
  void lineOfTheFirstCheckHasTheHealth() {
    assertThat(ChangeText.line(Changes.first()))
        .isEqualTo("2026-11-30T03:05:00Z UP " + Changes.HOST);
  }

  @Test
  void lineOfAFailureHasTheFirstProblemAndWhatToDo() {
    assertThat(ChangeText.line(Changes.down()))
        .isEqualTo(
            "2026-11-30T03:05:00Z DOWN "
                + Changes.HOST
                + " (was UP): dns failed: the name does not resolve -> create the zone; also grpc"
                + " failed");
  }

  @Test
  void lineOfARecoveryNamesWhatWorksAgain() {
    assertThat(ChangeText.line(Changes.up()))
        .isEqualTo("2026-11-30T03:05:00Z UP " + Changes.HOST + " (was DOWN): dns ok, grpc ok");
  }

  @Test
  void jsonHasEachChange() {
    assertThat(JsonOutput.line(ChangeText.facts(Changes.down())))
        .isEqualTo(
            "{\"at\":\"2026-11-30T03:05:00.123Z\",\"host\":\""
                + Changes.HOST
                + "\",\"health\":\"down\",\"was\":\"up\",\"verdict\":\"unreachable\",\"changes\":[{\"subject\":\"dns\","
                + "\"from\":\"ok\",\"to\":\"failed\",\"problem\":true,\"seen\":\"the name does not"
                + " resolve\",\"hint\":\"create the zone\"},{\"subject\":\"grpc\",\"from\":\"ok\","
                + "\"to\":\"failed\",\"problem\":true,\"seen\":\"no connection\",\"hint\":null}]}");
  }
}
