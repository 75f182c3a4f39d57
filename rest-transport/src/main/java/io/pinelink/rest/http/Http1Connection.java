package io.pinelink.rest.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.nio.ClientHttp1IOEventHandler;
import org.apache.hc.core5.http.impl.nio.ClientHttp1StreamDuplexer;
import org.apache.hc.core5.http.impl.nio.DefaultHttpRequestWriterFactory;
import org.apache.hc.core5.http.impl.nio.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.nio.NHttpMessageParser;
import org.apache.hc.core5.http.nio.SessionInputBuffer;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.jspecify.annotations.Nullable;

/** A connection that speaks HTTP/1.1 and runs one exchange at a time. */
final class Http1Connection extends HttpConnection {
  /** The size of one read or write; a query with 3,072 values is smaller. */
  private static final int BUFFER = 64 * 1_024;

  private static final int MAX_LINE = 16 * 1_024;
  private static final int MAX_HEADERS = 200;

  /** The maximum number of informational responses before one response. */
  private static final int MAX_INFORMATIONAL = 100;

  private static final Http1Config CONFIG =
      Http1Config.custom()
          .setBufferSize(BUFFER)
          // A body that fits the buffer is sent together with the head.
          .setChunkSizeHint(BUFFER)
          .setMaxLineLength(MAX_LINE)
          .setMaxHeaderCount(MAX_HEADERS)
          // The size of bodies is limited where they are collected.
          .setInitialWindowSize(Integer.MAX_VALUE)
          .build();

  /** Requests are created complete, so no interceptor has to add anything. */
  private static final HttpProcessor NO_INTERCEPTORS = HttpProcessorBuilder.create().build();

  private final ClientHttp1StreamDuplexer duplexer;
  private final IOEventHandler protocol;

  /** The exchange whose response is expected; null while the connection is idle. */
  private @Nullable ExchangeHandler<?> current;

  private int informational;

  Http1Connection(
      ProtocolIOSession session, ConnectionPool pool, InetSocketAddress remote, ConnectionUse use) {
    super(session, pool, remote, use);
    this.duplexer =
        new ClientHttp1StreamDuplexer(
            this.session,
            NO_INTERCEPTORS,
            CONFIG,
            null,
            DefaultConnectionReuseStrategy.INSTANCE,
            new ExpectedResponseParser(),
            DefaultHttpRequestWriterFactory.INSTANCE.create(),
            StrictLength.INSTANCE,
            StrictLength.INSTANCE,
            null);
    this.protocol = new ClientHttp1IOEventHandler(duplexer);
  }

  @Override
  IOEventHandler protocol() {
    return protocol;
  }

  @Override
  boolean isProtocolOpen() {
    return duplexer.isOpen();
  }

  @Override
  void receive(@Nullable ByteBuffer source) throws IOException {
    protocol.inputReady(session, source);
  }

  @Override
  void starting(ExchangeHandler<?> handler) {
    current = handler;
    informational = 0;
  }

  /** Closes the connection, which is the only way to abort an HTTP/1.1 request. */
  @Override
  void abort(ExchangeHandler<?> handler) {
    if (handler.isRunning()) {
      reset();
    }
  }

  @Override
  IOException stopReading(String why) {
    return new ConnectionClosedException(why);
  }

  @Override
  boolean isMultiplexed() {
    return false;
  }

  /**
   * A parser that passes only the head of an expected response to the library's parser. Bytes that
   * arrive without a request must not become the response to the next request.
   */
  private final class ExpectedResponseParser implements NHttpMessageParser<HttpResponse> {
    private final NHttpMessageParser<HttpResponse> parser =
        new DefaultHttpResponseParserFactory(CONFIG).create();

    @Override
    public void reset() {
      parser.reset();
    }

    @Override
    public @Nullable HttpResponse parse(SessionInputBuffer buffer, boolean endOfStream)
        throws IOException, HttpException {
      ExchangeHandler<?> expecting = current;
      if (buffer.hasData() && (expecting == null || !expecting.isRunning())) {
        throw new ProtocolException("the server sent bytes without a request");
      }
      HttpResponse head = parser.parse(buffer, endOfStream);
      if (head != null && head.getCode() < 200 && ++informational > MAX_INFORMATIONAL) {
        throw new ProtocolException(
            "the server sent more than " + MAX_INFORMATIONAL + " informational responses");
      }
      return head;
    }
  }
}
