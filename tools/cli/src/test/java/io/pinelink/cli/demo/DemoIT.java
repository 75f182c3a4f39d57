package io.pinelink.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.cli.JarProcess;
import io.pinelink.cli.Run;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests {@code pinelink demo} from the jar alone, as users have it. */
@Tag("slow")
class DemoIT {
  @Test
  void theJarAloneSearchesOnThePrivateRoute() {
    Run run = JarProcess.run("", "demo", "--query", "a sweet fruit", "--count", "500");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("PRIVATE_DATA")
        .endsWith("\ndata calls on the public route: 0\n");
  }
}
