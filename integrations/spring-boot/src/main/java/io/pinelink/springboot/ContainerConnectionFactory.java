package io.pinelink.springboot;

import io.pinelink.Pinelink;
import io.pinelink.testcontainers.PinelinkLocalContainer;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;

/** Connects the client to a {@link PinelinkLocalContainer} with {@code @ServiceConnection}. */
final class ContainerConnectionFactory
    extends ContainerConnectionDetailsFactory<PinelinkLocalContainer, PinelinkConnectionDetails> {
  /** Called by the container. */
  ContainerConnectionFactory() {}

  @Override
  protected PinelinkConnectionDetails getContainerConnectionDetails(
      ContainerConnectionSource<PinelinkLocalContainer> source) {
    return new ContainerConnection(source);
  }

  private static final class ContainerConnection
      extends ContainerConnectionDetails<PinelinkLocalContainer>
      implements PinelinkConnectionDetails {
    ContainerConnection(ContainerConnectionSource<PinelinkLocalContainer> source) {
      super(source);
    }

    @Override
    public Pinelink.Builder newBuilder() {
      return getContainer().clientBuilder();
    }
  }
}
