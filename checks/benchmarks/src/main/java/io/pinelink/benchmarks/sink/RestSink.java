package io.pinelink.benchmarks.sink;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The REST server of the sink, over HTTP/1.1. It drops bodies unread and returns prepared
 * responses.
 */
final class RestSink {
  private static final int MAX_REQUEST_LINE = 16_384;

  private final Map<String, ByteBuf> answers = new HashMap<>();

  private final LongAdder answered;

  private RestSink(CannedResponses answers, LongAdder answered) {
    this.answered = answered;
    answers
        .json()
        .forEach(
            (path, json) ->
                this.answers.put(
                    path,
                    Unpooled.unreleasableBuffer(
                        Unpooled.directBuffer(json.length).writeBytes(json))));
  }

  static DisposableServer start(
      CannedResponses answers, LongAdder answered, @Nullable Certificate certificate)
      throws IOException, GeneralSecurityException {
    HttpServer server =
        HttpServer.create()
            .host("localhost")
            .port(0)
            .httpRequestDecoder(spec -> spec.maxInitialLineLength(MAX_REQUEST_LINE))
            .handle(new RestSink(answers, answered)::answer);
    if (certificate != null) {
      SslContext tls = SslContextBuilder.forServer(certificate.keyManagers()).build();
      server = server.secure(spec -> spec.sslContext(tls));
    }
    return server.bindNow();
  }

  private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
    ByteBuf answer = answers.get(request.fullPath());
    if (answer == null) {
      return response.sendNotFound();
    }
    answered.increment();
    return request
        .receive()
        .then(
            response
                .header(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(answer.readableBytes()))
                .sendObject(Mono.just(answer.duplicate()))
                .then());
  }
}
