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
  /** Read and written in one piece; most requests and answers without vectors are less. */
  private static final int BUFFER = 16 * 1_024;

  private static final int MAX_LINE = 16 * 1_024;
  private static final int MAX_HEADERS = 200;

  /** How many informational responses one answer may be preceded by. */
  private static final int MAX_INFORMATIONAL = 100;

  private static final Http1Config CONFIG =
      Http1Config.custom()
          .setBufferSize(BUFFER)
          // What fits the buffer leaves together with the head.
          .setChunkSizeHint(BUFFER)
          .setMaxLineLength(MAX_LINE)
          .setMaxHeaderCount(MAX_HEADERS)
          // Bodies are bounded where they are gathered.
          .setInitialWindowSize(Integer.MAX_VALUE)
          .build();

  /** Everything that a request needs is set where it is made. */
  private static final HttpProcessor NO_INTERCEPTORS = HttpProcessorBuilder.create().build();

  private final ClientHttp1StreamDuplexer duplexer;
  private final IOEventHandler protocol;

  /** The exchange whose answer is expected; null while the connection is idle. */
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

  /** An HTTP/1.1 request can be given up only together with its connection. */
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
   * Lets the library parse heads, but only those of an answer that is expected. Bytes that arrive
   * without a request belong to nobody, and must not become the answer to the next request.
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
        throw new ProtocolException("the server sent bytes that no request asked for");
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
