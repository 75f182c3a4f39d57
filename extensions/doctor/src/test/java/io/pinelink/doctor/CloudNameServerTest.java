package io.pinelink.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.doctor.internal.dns.SystemResolver;
import io.pinelink.internal.hosttext.Literals;
import io.pinelink.routing.Cloud;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudNameServerTest {
  @TempDir Path directory;

  private static InetSocketAddress server(String address) {
    return SystemResolver.server(Literals.address(address).orElseThrow());
  }

  @Test
  void theServerOfAzureIsAskedOnMachinesOfAzureOnly() throws IOException {
    Path tag = directory.resolve("chassis_asset_tag");

    assertThat(CloudNameServer.of(Cloud.AZURE, tag)).isEmpty();
    Files.writeString(tag, "Amazon EC2\n");
    assertThat(CloudNameServer.of(Cloud.AZURE, tag)).isEmpty();
    Files.writeString(tag, "7783-7084-3265-9085-8269-3286-77\n");
    assertThat(CloudNameServer.of(Cloud.AZURE, tag)).contains(server("168.63.129.16"));
  }

  @Test
  void linkLocalServersAreAskedAnywhere() {
    assertThat(CloudNameServer.of(Cloud.AWS)).contains(server("169.254.169.253"));
    assertThat(CloudNameServer.of(Cloud.GCP)).contains(server("169.254.169.254"));
  }

  @Test
  void anotherCloudHasNoKnownServer() {
    assertThat(CloudNameServer.of(new Cloud("other"))).isEmpty();
  }
}
