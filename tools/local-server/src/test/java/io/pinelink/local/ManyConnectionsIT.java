package io.pinelink.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A server with more connections than its process can have open files. */
@EnabledOnOs(OS.LINUX)
class ManyConnectionsIT {
  private static final int OPEN_FILES = 300;

  @TempDir Path directory;

  @Test
  void aServerWithoutFileDescriptorsServesAgainOnceConnectionsAreClosed() throws IOException {
    KilledServer server = KilledServer.startWithOpenFiles(directory.resolve("data"), OPEN_FILES);
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < OPEN_FILES + 50; i++) {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      }
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(server.errors()).contains("Too many open files"));
      assertThat(server.errors()).contains("Cannot accept a connection to");

      for (Socket socket : sockets) {
        socket.close();
      }
      try (PlainHttp http = new PlainHttp(server.port())) {
        assertThat(http.call("localhost", "GET", "/indexes", "").status()).isEqualTo(200);
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
      server.kill();
    }
  }
}
