package io.pinelink.grpc.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.embedded.EmbeddedChannel;
import io.pinelink.spi.dial.ConnectTarget;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AddressSetupTest {
  private final RouteAddress address =
      new RouteAddress(new ConnectTarget(new InetSocketAddress(443), null), null, () -> {});
  private final EmbeddedChannel socket = open();
  private final EmbeddedChannel another = open();

  private static EmbeddedChannel open() {
    return new EmbeddedChannel(new AddressSetup(Duration.ofMinutes(1)));
  }

  @AfterEach
  void close() {
    socket.unsafe().closeForcibly();
    another.unsafe().closeForcibly();
  }

  @Test
  void theSocketOfAnAttemptThatIsOverIsClosed() {
    address.cancel();

    ChannelFuture connect = socket.connect(address);

    assertThat(connect.cause()).hasMessage("the attempt is over");
    assertThat(socket.isOpen()).isFalse();
  }

  @Test
  void theSocketOfASecondConnectIsClosed() {
    assertThat(socket.connect(address).isSuccess()).isTrue();

    ChannelFuture connect = another.connect(address);

    assertThat(connect.cause()).hasMessage("the attempt is over");
    assertThat(another.isOpen()).isFalse();
    assertThat(socket.isOpen()).isTrue();
  }
}
