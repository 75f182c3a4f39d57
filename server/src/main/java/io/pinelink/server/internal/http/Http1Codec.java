package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.CombinedChannelDuplexHandler;
import io.grpc.netty.shaded.io.netty.handler.codec.DecoderResult;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpMessage;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpMethod;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpRequest;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpRequestDecoder;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpResponse;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpResponseEncoder;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpStatusClass;
import io.grpc.netty.shaded.io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * The HTTP/1.1 codec of a connection. Unlike Netty's {@code HttpServerCodec}, it does not remove
 * the {@code Content-Length} of a request that also has a {@code Transfer-Encoding}, so that {@link
 * Http1Framing} can refuse such a request, and it refuses folded headers.
 */
final class Http1Codec
    extends CombinedChannelDuplexHandler<HttpRequestDecoder, HttpResponseEncoder> {
  // The methods of requests without a response; accessed only on the event loop.
  private final Queue<HttpMethod> unanswered = new ArrayDeque<>();

  Http1Codec(int maxHeadBytes, int maxChunkBytes) {
    init(new Decoder(maxHeadBytes, maxChunkBytes), new Encoder());
  }

  private final class Decoder extends HttpRequestDecoder {
    private final Http1Head head = new Http1Head();
    private boolean inHead = true;

    Decoder(int maxHeadBytes, int maxChunkBytes) {
      super(maxHeadBytes, maxHeadBytes, maxChunkBytes);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out)
        throws Exception {
      int decodedBefore = out.size();
      int begin = bytes.readerIndex();
      super.decode(context, bytes, out);
      if (inHead) {
        head.follow(bytes.slice(begin, bytes.readerIndex() - begin));
      }
      for (Object decoded : out.subList(decodedBefore, out.size())) {
        if (decoded instanceof HttpRequest request) {
          unanswered.add(request.method());
          head.end().ifPresent(refusal -> request.setDecoderResult(DecoderResult.failure(refusal)));
          inHead = false;
        }
        if (decoded instanceof LastHttpContent) {
          inHead = true;
        }
      }
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
      // Keeps both headers.
    }
  }

  private final class Encoder extends HttpResponseEncoder {
    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse response) {
      if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
        return super.isContentAlwaysEmpty(response);
      }
      return HttpMethod.HEAD.equals(unanswered.poll()) || super.isContentAlwaysEmpty(response);
    }
  }
}
