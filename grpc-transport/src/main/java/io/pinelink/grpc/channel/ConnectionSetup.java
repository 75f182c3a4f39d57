package io.pinelink.grpc.channel;

import io.grpc.ChannelLogger;
import io.grpc.netty.shaded.io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.grpc.netty.shaded.io.grpc.netty.InternalProtocolNegotiator;
import io.grpc.netty.shaded.io.grpc.netty.InternalProtocolNegotiators;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerAdapter;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.util.AsciiString;
import io.pinelink.spi.FrameBudget;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The setup of a new connection: TLS unless it is plaintext, then the handlers of this transport,
 * then gRPC. In gRPC, only a protocol negotiator can add a handler between TLS and HTTP/2.
 *
 * @param tls the context of the next connection; null for plaintext
 * @param connectTimeout how long a connection may take until it is ready
 * @param stallBound how long a connection may make no progress before it is abandoned
 * @param credentials the credentials that are written into the headers of requests
 */
record ConnectionSetup(
    @Nullable Supplier<SslContext> tls,
    Duration connectTimeout,
    Duration stallBound,
    HiddenCredentials credentials)
    implements InternalProtocolNegotiator.ClientFactory {
  private static final AsciiString HTTP = AsciiString.cached("http");
  private static final AsciiString HTTPS = AsciiString.cached("https");
  private static final int HTTPS_PORT = 443;

  @Override
  public InternalProtocolNegotiator.ProtocolNegotiator newNegotiator() {
    return new Negotiator();
  }

  /** Never used: a route names the port of each address. */
  @Override
  public int getDefaultPort() {
    return HTTPS_PORT;
  }

  private final class Negotiator implements InternalProtocolNegotiator.ProtocolNegotiator {
    @Override
    public AsciiString scheme() {
      return tls == null ? HTTP : HTTPS;
    }

    @Override
    public ChannelHandler newHandler(GrpcHttp2ConnectionHandler grpc) {
      AddressSetup setup = new AddressSetup(connectTimeout);
      ChannelHandler own = new OwnHandlers(grpc, setup);
      ChannelHandler open =
          InternalProtocolNegotiators.waitUntilActiveHandler(
              new PhaseStart(
                  tls == null ? own : secured(own, grpc, tls),
                  setup,
                  AddressSetup.Phase.TLS,
                  grpc.getNegotiationLogger()),
              grpc.getNegotiationLogger());
      return new TunnelStep(open, setup, grpc.getNegotiationLogger());
    }

    /** Never throws, because that would end the channel and not only the connection. */
    private static ChannelHandler secured(
        ChannelHandler own, GrpcHttp2ConnectionHandler grpc, Supplier<SslContext> tls) {
      SslContext context;
      try {
        context = tls.get();
      } catch (RuntimeException | Error e) {
        return new FailedSetup(e);
      }
      return InternalProtocolNegotiators.clientTlsHandler(
          own, context, grpc.getAuthority(), grpc.getNegotiationLogger());
    }

    @Override
    public void close() {}
  }

  /** Records that the next step begins. */
  private static final class PhaseStart
      extends InternalProtocolNegotiators.ProtocolNegotiationHandler {
    private final AddressSetup setup;
    private final AddressSetup.Phase phase;

    PhaseStart(
        ChannelHandler next, AddressSetup setup, AddressSetup.Phase phase, ChannelLogger logger) {
      super(next, "PinelinkPhase", logger);
      this.setup = setup;
      this.phase = phase;
    }

    @Override
    protected void protocolNegotiationEventTriggered(ChannelHandlerContext context) {
      setup.enter(phase);
      fireProtocolNegotiationEvent(context);
    }
  }

  /** Fails the connection as soon as it is open. */
  private static final class FailedSetup extends ChannelHandlerAdapter {
    private final Throwable cause;

    FailedSetup(Throwable cause) {
      this.cause = cause;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      context.fireExceptionCaught(cause);
    }
  }

  /**
   * The last step before gRPC takes over; it adds the handlers of this transport to the pipeline.
   */
  private final class OwnHandlers extends InternalProtocolNegotiators.ProtocolNegotiationHandler {
    private final GrpcHttp2ConnectionHandler grpc;
    private final AddressSetup setup;

    OwnHandlers(GrpcHttp2ConnectionHandler grpc, AddressSetup setup) {
      super(
          InternalProtocolNegotiators.grpcNegotiationHandler(grpc),
          "PinelinkHandlers",
          grpc.getNegotiationLogger());
      this.grpc = grpc;
      this.setup = setup;
    }

    @Override
    protected void handlerAdded0(ChannelHandlerContext context) {
      FrameBudget budget = new FrameBudget();
      context
          .pipeline()
          .addBefore(context.name(), null, new CredentialWriter(credentials, budget))
          .addBefore(context.name(), null, new FrameMeter(budget))
          .addBefore(context.name(), null, new StallGuard(grpc, stallBound))
          .addBefore(context.name(), null, new ConnectionReport(grpc, setup));
    }

    @Override
    protected void protocolNegotiationEventTriggered(ChannelHandlerContext context) {
      setup.enter(AddressSetup.Phase.HTTP_2);
      fireProtocolNegotiationEvent(context);
    }
  }
}
