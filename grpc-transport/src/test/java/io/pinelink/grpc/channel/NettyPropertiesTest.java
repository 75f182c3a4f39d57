package io.pinelink.grpc.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NettyPropertiesTest {
  private static final String FLIGHT_RECORDER = "io.grpc.netty.shaded.io.netty.jfr.enabled";
  private static final String NO_EPOLL = "io.grpc.netty.shaded.io.netty.transport.noNative";
  private static final String NO_OPENSSL = "io.grpc.netty.shaded.io.netty.handler.ssl.noOpenSsl";
  private static final String GLIBC =
      """
      7f31a8400000-7f31a8428000 r--p 00000000 08:01 1234 /usr/lib/x86_64-linux-gnu/libc.so.6
      7f31a8a00000-7f31a8a26000 r-xp 00001000 08:01 1235 /usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2
      """;
  private static final String MUSL =
      """
      7f86d3a00000-7f86d3a10000 rw-p 00000000 00:00 0
      7f86d3a9c000-7f86d3ab0000 r--p 00000000 08:01 1234 /lib/ld-musl-x86_64.so.1
      7ffe4b5e2000-7ffe4b603000 rw-p 00000000 00:00 0 [stack]
      """;

  @TempDir private Path folder;
  private final Properties properties = new Properties();

  private void startOn(String mapped) throws IOException {
    Path file = Files.writeString(folder.resolve("maps"), mapped);
    NettyProperties.avoidNativeOnMusl(file, properties);
  }

  @Test
  void onMuslEpollAndOpenSslAreOff() throws Exception {
    startOn(MUSL);

    assertThat(properties).containsEntry(NO_EPOLL, "true").containsEntry(NO_OPENSSL, "true");
  }

  @Test
  void onGlibcNothingIsSet() throws Exception {
    startOn(GLIBC);

    assertThat(properties).isEmpty();
  }

  @Test
  void withoutTheFileNothingIsSet() {
    NettyProperties.avoidNativeOnMusl(folder.resolve("absent"), properties);

    assertThat(properties).isEmpty();
  }

  @Test
  void userSettingsAreKept() throws Exception {
    properties.setProperty(NO_OPENSSL, "false");

    startOn(MUSL);

    assertThat(properties).containsEntry(NO_EPOLL, "true").containsEntry(NO_OPENSSL, "false");
  }

  @Test
  void flightRecorderEventsAreOff() {
    NettyProperties.turnFlightRecorderOff(properties);

    assertThat(properties).containsEntry(FLIGHT_RECORDER, "false");
  }

  @Test
  void theTransportTurnsFlightRecorderEventsOff() throws Exception {
    Class.forName(NettyChannels.class.getName());

    assertThat(System.getProperty(FLIGHT_RECORDER)).isEqualTo("false");
  }

  @Test
  void theUsersSettingOfFlightRecorderEventsIsKept() {
    properties.setProperty(FLIGHT_RECORDER, "true");

    NettyProperties.turnFlightRecorderOff(properties);

    assertThat(properties).containsEntry(FLIGHT_RECORDER, "true");
  }
}
