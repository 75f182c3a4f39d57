package io.pinelink.rest.http;

import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.codec.ErrorEnvelope;
import io.pinelink.rest.codec.HttpStatusMapping;
import io.pinelink.rest.codec.RestBinding;
import io.pinelink.rest.codec.RestRequest;
import io.pinelink.rest.json.ChunkPool;
import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import io.pinelink.rest.json.MalformedJsonException;
import io.pinelink.rest.json.RequestBuffer;
import io.pinelink.rest.json.ResponseBuffer;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Refusal;
import io.pinelink.spi.ResponseHeaders;
import io.pinelink.spi.TransportOptions;
import io.pinelink.spi.dial.Destination;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response, independent of the connections that carry them.
 *
 * <p>Thread-safe where its methods say so.
 */
public final class HttpExchange<R> {
  private static final int MAX_REFUSAL_BYTES = 64 * 1_024;
  private static final int HTTPS_PORT = 443;

  private final RestRequest request;
  private final RestBinding.Decoder<R> decoder;
  private final CallContext context;
  private final FailedCall failed;
  private final Destination destination;
  private final TransportOptions options;
  private final String apiVersion;
  private final ChunkPool chunks;
  private final Clock clock;
  private final CompletableFuture<R> future;

  private volatile @Nullable ExchangeHandler<R> handler;

  public HttpExchange(
      RestRequest request,
      RestBinding.Decoder<R> decoder,
      CallContext context,
      FailedCall failed,
      Destination destination,
      TransportOptions options,
      String apiVersion,
      ChunkPool chunks,
      Clock clock,
      CompletableFuture<R> future) {
    this.request = request;
    this.decoder = decoder;
    this.context = context;
    this.failed = failed;
    this.destination = destination;
    this.options = options;
    this.apiVersion = apiVersion;
    this.chunks = chunks;
    this.clock = clock;
    this.future = future;
  }

  /** Returns whether the call has ended in any way; on any thread. */
  boolean isDone() {
    return future.isDone();
  }

  /** Records the connection that runs this exchange. */
  void runningOn(ExchangeHandler<R> running) {
    handler = running;
  }

  /** Ends the exchange on the wire once the call has ended; on any thread. */
  public void abandon() {
    ExchangeHandler<R> running = handler;
    if (running != null && running.isRunning()) {
      running.abort();
    }
  }

  /** Returns the body of the request in chunks that the caller releases; null for none. */
  @Nullable RequestBuffer encodeBody() throws IOException {
    JsonWriter body = request.body();
    return body == null ? null : Json.write(body, chunks);
  }

  /** Returns the head of the request. */
  HttpRequest head(@Nullable RequestBuffer body, boolean http2) {
    BasicHttpRequest head =
        new BasicHttpRequest(
            request.method(),
            destination.plaintext() ? "http" : "https",
            new URIAuthority(
                destination.host(), destination.port() == HTTPS_PORT ? -1 : destination.port()),
            request.path());
    if (!http2) {
      head.addHeader(HttpHeaders.HOST, destination.authority());
    }
    head.addHeader(HttpHeaders.ACCEPT, "application/json");
    head.addHeader(HttpHeaders.USER_AGENT, options.userAgent());
    head.addHeader("X-Pinecone-Api-Version", apiVersion);
    if (!context.headers().isEmpty()) {
      // Sensitive: HTTP/2 then keeps the value out of its compression tables.
      context
          .headers()
          .forEach((name, value) -> head.setHeader(new BasicHeader(name, value, true)));
    }
    context.credential().forEachHeader(head::setHeader);
    if (body != null) {
      if (body.length() > 0) {
        head.setHeader(HttpHeaders.CONTENT_TYPE, request.contentType());
      }
      head.setHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(body.length()));
    }
    return head;
  }

  /** Returns an empty body for the response, limited by its status. */
  ResponseBuffer newBody(HttpResponse response) {
    int max = options.maxResponseBytes();
    return new ResponseBuffer(chunks, isSuccess(response) ? max : Math.min(max, MAX_REFUSAL_BYTES));
  }

  private static boolean isSuccess(HttpResponse response) {
    return response.getCode() / 100 == 2;
  }

  private static long announced(HttpResponse response) {
    String length = value(response, HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? -1 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static @Nullable String value(HttpResponse response, String name) {
    Header header = response.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }

  /** Returns the outcome of a response whose body exceeds its limit. */
  Outcome<R> overflow(HttpResponse response, ResponseBuffer beginning) {
    try {
      return isSuccess(response)
          ? Outcome.failed(
              Failures.malformedResponse(
                  failed,
                  "the body is larger than maxResponseBytes, %s bytes"
                      .formatted(options.maxResponseBytes()),
                  null))
          : Outcome.failed(refusal(response, beginning));
    } catch (RuntimeException | Error e) {
      return unreadable(e);
    }
  }

  /** Returns the outcome of a response; an exception is one too, as nothing else ends the call. */
  Outcome<R> outcome(HttpResponse response, ResponseBuffer body) {
    try {
      return read(response, body);
    } catch (RuntimeException | Error e) {
      return unreadable(e);
    }
  }

  /** Returns the outcome of a response that could not be received or read. */
  Outcome<R> unreadable(Throwable thrown) {
    if (thrown instanceof PinelinkException known) {
      return Outcome.failed(known);
    }
    if (thrown instanceof LinkageError missing) {
      return Outcome.failed(RestLibraries.all().incompatible(missing));
    }
    return Outcome.failed(
        Failures.malformedResponse(
            failed,
            "the response cannot be read (" + thrown.getClass().getSimpleName() + ")",
            thrown));
  }

  private Outcome<R> read(HttpResponse response, ResponseBuffer body) {
    if (!isSuccess(response)) {
      return Outcome.failed(refusal(response, body));
    }
    long announced = announced(response);
    if (announced >= 0 && announced != body.length()) {
      return Outcome.failed(
          Failures.malformedResponse(
              failed,
              "the body has " + body.length() + " bytes, Content-Length announced " + announced,
              null));
    }
    ResponseInfo info =
        context.info(Protocol.REST, new ResponseHeaders(name -> value(response, name)));
    return Outcome.of(decode(body, decoder, info, failed, this::isDone));
  }

  /**
   * Decodes the body of a successful response.
   *
   * @param abandoned whether no caller waits for the result any more
   * @throws MalformedResponseException on any error in the body: nothing else would end the call
   */
  public static <R> R decode(
      ResponseBuffer body,
      RestBinding.Decoder<R> decoder,
      ResponseInfo info,
      FailedCall failed,
      BooleanSupplier abandoned) {
    try (JsonReader json = Json.reader(body, abandoned)) {
      R result = decoder.decode(json, info);
      json.end();
      if (body.isMarkup()) {
        // Not all decoders read a body: without this, a proxy's page would report a write that
        // never reached the service as a success.
        throw new MalformedJsonException("the body is a page of markup, not JSON");
      }
      return result;
    } catch (MalformedJsonException e) {
      throw Failures.malformedResponse(failed, String.valueOf(e.getMessage()), e);
    } catch (LinkageError e) {
      throw e;
    } catch (IOException | RuntimeException | Error e) {
      throw Failures.malformedResponse(failed, "the body is not valid JSON for this operation", e);
    }
  }

  private ServiceException refusal(HttpResponse response, ResponseBuffer body) {
    ResponseHeaders headers = new ResponseHeaders(name -> value(response, name));
    ErrorEnvelope envelope = ErrorEnvelope.read(body.toBytes(), context::mask);
    int status = response.getCode();
    Refusal refusal =
        new Refusal(
            HttpStatusMapping.code(status, envelope),
            "HTTP " + status + ": " + text(envelope, response),
            headers.requestId(),
            headers.retryAfter(clock.instant()),
            headers.forbidsRetry(),
            envelope.details(),
            context.info(Protocol.REST, headers));
    return Failures.refusal(failed, refusal, null);
  }

  private static String text(ErrorEnvelope envelope, HttpResponse response) {
    int status = response.getCode();
    String text = envelope.message().isEmpty() ? reason(status) : envelope.message();
    return status / 100 == 3 && value(response, HttpHeaders.LOCATION) != null
        ? text + "; a redirect is never followed"
        : text;
  }

  /** The standard reason phrase, since a server may put any text in its own. */
  private static String reason(int status) {
    // The library's table throws for a status without a class.
    String reason =
        status < 600 ? EnglishReasonPhraseCatalog.INSTANCE.getReason(status, Locale.ROOT) : null;
    return reason == null ? "no message" : reason;
  }

  /** Ends the call with the outcome of its response. */
  void complete(Outcome<R> outcome) {
    RuntimeException failure = outcome.failure();
    R result = outcome.result();
    try {
      if (failure != null) {
        future.completeExceptionally(failure);
      } else if (result != null) {
        future.complete(result);
      } else {
        throw new IllegalStateException("the response has neither a result nor a failure");
      }
    } catch (RuntimeException | Error e) {
      fail(e, () -> Failures.malformedResponse(failed, "the call cannot end (" + e + ")", e));
    }
  }

  /** Fails a call that was started on a connection which then failed. */
  void fail(Exception cause, boolean unsent) {
    fail(cause, () -> Failures.connectionLost(failed, unsent, cause));
  }

  /** Fails a call for which no connection could be opened. */
  void failUnconnected(Throwable cause) {
    fail(cause, () -> Failures.unconnected(failed, cause));
  }

  /** Fails a call whose request could not be encoded. */
  void failUnsent(Throwable thrown) {
    fail(
        thrown,
        () -> Failures.notSent(failed, "the call could not be started (" + thrown + ")", thrown));
  }

  /** Fails the call, even if its failure cannot be described. */
  private void fail(Throwable cause, Supplier<PinelinkException> description) {
    Throwable failure;
    try {
      failure = RestLibraries.all().failure(cause, description);
    } catch (RuntimeException | Error e) {
      failure = Failures.connectionLost(failed, false, "the call failed (" + e + ")");
      failure.addSuppressed(cause);
    }
    future.completeExceptionally(failure);
  }
}
