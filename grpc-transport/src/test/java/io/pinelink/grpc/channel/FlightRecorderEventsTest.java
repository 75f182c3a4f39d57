package io.pinelink.grpc.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class FlightRecorderEventsTest {
  private static final String ENABLED = "io.grpc.netty.shaded.io.netty.jfr.enabled";

  private final Properties properties = new Properties();

  @Test
  void theEventsAreOff() {
    FlightRecorderEvents.turnOff(properties);

    assertThat(properties).containsEntry(ENABLED, "false");
  }

  @Test
  void theTransportTurnsThemOff() throws Exception {
    Class.forName(NettyChannels.class.getName());

    assertThat(System.getProperty(ENABLED)).isEqualTo("false");
  }

  @Test
  void theUsersSettingIsKept() {
    properties.setProperty(ENABLED, "true");

    FlightRecorderEvents.turnOff(properties);

    assertThat(properties).containsEntry(ENABLED, "true");
  }
}
