package io.pinelink.contract.hostile;

import static io.pinelink.contract.hostile.AfterAttack.AWAIT_CLOSE;
import static io.pinelink.contract.hostile.AfterAttack.CLOSE;
import static io.pinelink.contract.hostile.AfterAttack.RESET;
import static io.pinelink.contract.hostile.AfterAttack.SERVE;
import static io.pinelink.contract.hostile.AfterAttack.SILENCE;
import static io.pinelink.contract.hostile.ExpectedResult.ANSWER;
import static io.pinelink.contract.hostile.ExpectedResult.EITHER;
import static io.pinelink.contract.hostile.ExpectedResult.FAILURE;

import java.io.IOException;
import java.util.List;

/** An attack that replaces one honest HTTP/2 response, JSON or gRPC. */
enum Http2Attack {
  // Informational responses.
  CONTINUE(ANSWER, SERVE, exchange -> informational(exchange, 100)),
  PROCESSING(ANSWER, SERVE, exchange -> informational(exchange, 102)),
  EARLY_HINTS(ANSWER, SERVE, exchange -> informational(exchange, 103)),
  MANY_INFORMATIONAL(
      ANSWER,
      SERVE,
      exchange -> {
        for (int i = exchange.random().nextInt(2, 8); i > 0; i--) {
          exchange.informational(exchange.random().nextInt(102, 104));
        }
        exchange.answer();
      }),
  INFORMATIONAL_FLOOD(
      FAILURE,
      AWAIT_CLOSE,
      exchange -> exchange.flood(Frame.headers(exchange.stream(), 0, List.of(":status", "103")))),
  INFORMATIONAL_ALONE(
      FAILURE,
      SERVE,
      exchange ->
          exchange.send(
              Frame.headers(exchange.stream(), Frame.END_STREAM, List.of(":status", "103")))),
  SWITCHING_PROTOCOLS(EITHER, SERVE, exchange -> informational(exchange, 101)),

  // Frames in the wrong place.
  HEADERS_TWICE(
      EITHER,
      SERVE,
      exchange -> {
        exchange.send(exchange.honest().headFrame(exchange.stream()));
        exchange.answer();
      }),
  DATA_BEFORE_HEADERS(
      FAILURE,
      SERVE,
      exchange -> {
        exchange.send(Frame.data(exchange.stream(), 0, exchange.stray().body()));
        exchange.answer();
      }),
  DATA_ALONE(
      FAILURE,
      SERVE,
      exchange ->
          exchange.send(Frame.data(exchange.stream(), Frame.END_STREAM, exchange.honest().body()))),
  TRAILERS_WITH_A_STATUS(
      EITHER,
      SERVE,
      exchange -> {
        Http2Response honest = exchange.honest();
        exchange.send(
            honest.headFrame(exchange.stream()),
            Frame.data(exchange.stream(), 0, honest.body()),
            Frame.headers(
                exchange.stream(),
                Frame.END_STREAM,
                List.of(":status", "200", "grpc-status", "0")));
      }),
  HEAD_WITHOUT_STATUS(
      FAILURE,
      SERVE,
      exchange -> {
        Http2Response honest = exchange.honest();
        List<String> head = honest.head().subList(2, honest.head().size());
        exchange.send(new Http2Response(head, honest.body(), List.of()).frames(exchange.stream()));
      }),
  ANSWER_ON_AN_UNKNOWN_STREAM(
      EITHER,
      AWAIT_CLOSE,
      exchange -> {
        exchange.send(exchange.stray().frames(exchange.stream() + 1_000));
        exchange.answer();
      }),
  ANSWER_ON_A_STREAM_OF_THE_SERVER(
      EITHER,
      AWAIT_CLOSE,
      exchange -> {
        exchange.send(exchange.stray().frames(2));
        exchange.answer();
      }),
  ANSWER_ON_THE_CONNECTION(
      EITHER,
      AWAIT_CLOSE,
      exchange -> {
        exchange.send(exchange.stray().frames(0));
        exchange.answer();
      }),
  DOUBLED(
      EITHER,
      SERVE,
      exchange -> {
        exchange.answer();
        exchange.send(exchange.other().frames(exchange.stream()));
        // A client may close the connection because of it, and with it a call sent meanwhile.
        exchange.connection().awaitAcknowledgement();
      }),
  PUSH_PROMISE(
      EITHER,
      AWAIT_CLOSE,
      exchange -> {
        byte[] block =
            Hpack.encode(
                List.of(
                    ":method", "GET", ":scheme", "https", ":authority", "localhost", ":path", "/"));
        exchange.send(
            new Frame(
                Frame.PUSH_PROMISE,
                Frame.END_HEADERS,
                exchange.stream(),
                Bytes.concat(Frame.ints(2), block)));
        exchange.answer();
      }),
  CONTINUATION_ALONE(
      EITHER,
      AWAIT_CLOSE,
      exchange -> {
        exchange.send(
            new Frame(Frame.CONTINUATION, Frame.END_HEADERS, exchange.stream(), new byte[0]));
        exchange.answer();
      }),

  // Lengths.
  LENGTH_TOO_LONG(
      EITHER,
      SERVE,
      exchange ->
          exchange.send(
              exchange
                  .honest()
                  .with("content-length", String.valueOf(exchange.honest().body().length + 5))
                  .frames(exchange.stream()))),
  LENGTH_TOO_SHORT(
      EITHER,
      SERVE,
      exchange ->
          exchange.send(exchange.honest().with("content-length", "1").frames(exchange.stream()))),
  BODY_CUT(
      FAILURE,
      SERVE,
      exchange -> {
        Http2Response honest = exchange.honest();
        byte[] part = Bytes.first(honest.body(), honest.body().length / 2);
        exchange.send(
            new Http2Response(honest.head(), part, honest.trailers()).frames(exchange.stream()));
      }),
  STREAM_WITHOUT_END(
      FAILURE,
      SILENCE,
      exchange -> {
        Http2Response honest = exchange.honest();
        exchange.send(
            honest.headFrame(exchange.stream()), Frame.data(exchange.stream(), 0, honest.body()));
      }),
  HEAD_ALONE(
      FAILURE,
      SERVE,
      exchange ->
          exchange.send(
              Frame.headers(exchange.stream(), Frame.END_STREAM, exchange.honest().head()))),
  MORE_THAN_THE_WINDOW(
      FAILURE,
      SERVE,
      exchange -> {
        exchange.send(exchange.honest().headFrame(exchange.stream()));
        exchange.flood(Frame.data(exchange.stream(), 0, new byte[Http2Response.MAX_DATA]));
      }),

  // Malformed frames.
  FRAME_TOO_LARGE(
      FAILURE,
      AWAIT_CLOSE,
      exchange ->
          exchange
              .connection()
              .connection()
              .send(
                  new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, Frame.DATA, 0},
                  Frame.ints(exchange.stream()))),
  HEADERS_THAT_CANNOT_BE_DECODED(
      FAILURE,
      AWAIT_CLOSE,
      exchange ->
          exchange.send(
              new Frame(
                  Frame.HEADERS,
                  Frame.END_HEADERS,
                  exchange.stream(),
                  new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 1}))),
  HEADERS_TOO_LARGE(
      FAILURE,
      SERVE,
      exchange -> {
        byte[] block = Hpack.encode(List.of(":status", "200", "a", "b".repeat(500_000)));
        for (int at = 0; at < block.length; at += Http2Response.MAX_DATA) {
          int end = Math.min(at + Http2Response.MAX_DATA, block.length);
          exchange.send(
              new Frame(
                  at == 0 ? Frame.HEADERS : Frame.CONTINUATION,
                  end == block.length ? Frame.END_HEADERS : 0,
                  exchange.stream(),
                  java.util.Arrays.copyOfRange(block, at, end)));
        }
        exchange.connection().awaitReset(exchange.stream());
      }),
  CONTINUATION_FLOOD(
      FAILURE,
      AWAIT_CLOSE,
      exchange -> {
        byte[] block = Hpack.encode(List.of("a", "b".repeat(10_000)));
        exchange.send(new Frame(Frame.HEADERS, 0, exchange.stream(), block));
        exchange.flood(new Frame(Frame.CONTINUATION, 0, exchange.stream(), block));
      }),
  EMPTY_CONTINUATION_FLOOD(
      FAILURE,
      AWAIT_CLOSE,
      exchange -> {
        exchange.send(new Frame(Frame.HEADERS, 0, exchange.stream(), new byte[0]));
        exchange.flood(new Frame(Frame.CONTINUATION, 0, exchange.stream(), new byte[0]));
      }),
  EMPTY_DATA_FLOOD(
      FAILURE,
      AWAIT_CLOSE,
      exchange -> {
        exchange.send(exchange.honest().headFrame(exchange.stream()));
        exchange.floodToClose(Frame.data(exchange.stream(), 0, new byte[0]));
      }),
  PADDED_DATA_FLOOD(
      FAILURE,
      AWAIT_CLOSE,
      exchange -> {
        exchange.send(exchange.honest().headFrame(exchange.stream()));
        exchange.floodToClose(
            new Frame(Frame.DATA, Frame.PADDED, exchange.stream(), new byte[] {1, 0}));
      }),
  TINY_DATA_FLOOD(
      FAILURE,
      AWAIT_CLOSE,
      exchange -> {
        exchange.send(exchange.honest().headFrame(exchange.stream()));
        exchange.floodToClose(Frame.data(exchange.stream(), 0, new byte[1]));
      }),
  EMPTY_DATA_FLOOD_ON_AN_ENDED_STREAM(
      EITHER,
      AWAIT_CLOSE,
      exchange -> {
        exchange.answer();
        exchange.floodToClose(Frame.data(exchange.stream(), 0, new byte[0]));
      }),
  PING_FLOOD(FAILURE, AWAIT_CLOSE, exchange -> exchange.flood(Frame.ping())),
  PING_ANSWER_FLOOD(
      FAILURE,
      AWAIT_CLOSE,
      exchange -> exchange.flood(new Frame(Frame.PING, Frame.ACK, 0, new byte[8]))),
  SETTINGS_FLOOD(FAILURE, AWAIT_CLOSE, exchange -> exchange.flood(Frame.settings())),
  SETTINGS_ANSWER_FLOOD(
      FAILURE,
      AWAIT_CLOSE,
      exchange -> exchange.flood(new Frame(Frame.SETTINGS, Frame.ACK, 0, new byte[0]))),
  WINDOW_FLOOD(FAILURE, AWAIT_CLOSE, exchange -> exchange.flood(Frame.windowUpdate(0, 1))),
  WINDOW_OF_A_STREAM_FLOOD(
      FAILURE, AWAIT_CLOSE, exchange -> exchange.flood(Frame.windowUpdate(exchange.stream(), 1))),
  PRIORITY_FLOOD(
      FAILURE,
      AWAIT_CLOSE,
      exchange ->
          exchange.flood(
              new Frame(Frame.PRIORITY, 0, exchange.stream(), new byte[] {0, 0, 0, 0, 1}))),
  RESET_FLOOD(
      FAILURE,
      AWAIT_CLOSE,
      exchange -> exchange.floodToClose(Frame.reset(exchange.stream(), Frame.CANCEL))),
  UNKNOWN_FRAME_FLOOD(
      FAILURE,
      AWAIT_CLOSE,
      exchange -> exchange.flood(new Frame(Frame.UNKNOWN, 0, 0, new byte[0]))),
  GO_AWAY_FLOOD(
      FAILURE,
      AWAIT_CLOSE,
      exchange -> exchange.flood(Frame.goAway(Integer.MAX_VALUE, Frame.NO_ERROR))),
  MANY_FRAMES_WITHIN_THE_BOUND(
      ANSWER,
      SERVE,
      exchange -> {
        for (int i = 0; i < Http2Attack.MANY; i++) {
          exchange.send(
              Frame.ping(),
              Frame.settings(),
              Frame.windowUpdate(0, 1),
              new Frame(Frame.UNKNOWN, 0, 0, new byte[0]));
        }
        exchange.answer();
      }),
  STATUS_WITHOUT_A_MEANING(
      FAILURE,
      SERVE,
      exchange -> {
        String status = String.valueOf(exchange.random().nextInt(600, 1_000));
        exchange.send(
            Frame.headers(exchange.stream(), Frame.END_STREAM, List.of(":status", status)));
      }),
  WINDOW_OVERFLOW(
      EITHER,
      AWAIT_CLOSE,
      exchange -> {
        exchange.send(
            Frame.windowUpdate(0, Integer.MAX_VALUE), Frame.windowUpdate(0, Integer.MAX_VALUE));
        exchange.answer();
      }),
  WINDOW_OF_A_STREAM_OVERFLOWS(
      EITHER,
      SERVE,
      exchange -> {
        exchange.send(
            Frame.windowUpdate(exchange.stream(), Integer.MAX_VALUE),
            Frame.windowUpdate(exchange.stream(), Integer.MAX_VALUE));
        exchange.answer();
      }),
  INVALID_SETTINGS(
      EITHER,
      AWAIT_CLOSE,
      exchange -> {
        exchange.send(Frame.settings(Frame.MAX_FRAME_SIZE, 1));
        exchange.answer();
      }),
  GARBAGE(
      FAILURE,
      AWAIT_CLOSE,
      exchange ->
          exchange
              .connection()
              .connection()
              .send(new byte[] {(byte) 0xFF}, Bytes.random(exchange.random(), 400))),

  // Allowed but rare.
  UNKNOWN_FRAME(
      ANSWER,
      SERVE,
      exchange -> {
        exchange.send(
            new Frame(Frame.UNKNOWN, 0, exchange.stream(), new byte[100]),
            new Frame(Frame.UNKNOWN, 0, 0, new byte[100]));
        exchange.answer();
      }),
  PADDED_DATA(
      ANSWER,
      SERVE,
      exchange -> {
        Http2Response honest = exchange.honest();
        exchange.send(
            honest.headFrame(exchange.stream()),
            new Frame(Frame.DATA, Frame.PADDED, exchange.stream(), new byte[] {4, 0, 0, 0, 0}));
        exchange.send(honest.rest(exchange.stream()));
      }),
  PINGS(
      ANSWER,
      SERVE,
      exchange -> {
        exchange.send(Frame.ping(), Frame.ping(), Frame.ping());
        exchange.answer();
      }),
  SETTINGS_AGAIN(
      ANSWER,
      SERVE,
      exchange -> {
        exchange.send(Frame.settings(), Frame.settings(Frame.HEADER_TABLE_SIZE, 0));
        exchange.answer();
      }),
  TRAILERS(
      ANSWER,
      SERVE,
      exchange -> {
        Http2Response honest = exchange.honest();
        List<String> trailers =
            honest.trailers().isEmpty() ? List.of("x-trailer", "value") : honest.trailers();
        exchange.send(
            new Http2Response(honest.head(), honest.body(), trailers).frames(exchange.stream()));
      }),
  RESET_AFTER_THE_ANSWER(
      ANSWER,
      SERVE,
      exchange -> {
        exchange.answer();
        exchange.send(Frame.reset(exchange.stream(), Frame.NO_ERROR));
      }),
  GO_AWAY_THEN_ANSWER(
      ANSWER,
      AWAIT_CLOSE,
      exchange -> {
        exchange.send(Frame.goAway(exchange.stream(), Frame.NO_ERROR));
        exchange.answer();
      }),
  GO_AWAY_IN_TWO_STEPS(
      ANSWER,
      AWAIT_CLOSE,
      exchange -> {
        exchange.send(Frame.goAway(Integer.MAX_VALUE, Frame.NO_ERROR));
        exchange.answer();
        exchange.send(Frame.goAway(exchange.stream(), Frame.NO_ERROR));
      }),
  ANSWER_THEN_GO_AWAY(
      ANSWER,
      AWAIT_CLOSE,
      exchange -> {
        exchange.answer();
        exchange.send(Frame.goAway(exchange.stream(), Frame.NO_ERROR));
      }),
  SPLIT(
      ANSWER,
      SERVE,
      exchange -> {
        byte[] rest = exchange.bytes();
        while (rest.length > 0) {
          int part = Math.min(rest.length, exchange.random().nextInt(1, 512));
          exchange.connection().connection().send(Bytes.first(rest, part));
          rest = Bytes.from(rest, part);
        }
      }),

  // Endings.
  REFUSED_STREAM(
      EITHER,
      SERVE,
      exchange -> exchange.send(Frame.reset(exchange.stream(), Frame.REFUSED_STREAM))),
  RESET_BEFORE_THE_ANSWER(
      FAILURE,
      SERVE,
      exchange -> exchange.send(Frame.reset(exchange.stream(), Frame.INTERNAL_ERROR))),
  RESET_WITHIN_THE_ANSWER(
      FAILURE,
      SERVE,
      exchange ->
          exchange.send(
              exchange.honest().headFrame(exchange.stream()),
              Frame.data(exchange.stream(), 0, new byte[1]),
              Frame.reset(exchange.stream(), Frame.NO_ERROR))),
  CANCELLED(
      FAILURE, SERVE, exchange -> exchange.send(Frame.reset(exchange.stream(), Frame.CANCEL))),
  GO_AWAY_WITHOUT_LOOKING(
      EITHER,
      AWAIT_CLOSE,
      exchange -> exchange.send(Frame.goAway(Math.max(0, exchange.stream() - 2), Frame.NO_ERROR))),
  GO_AWAY_FROM_ALL(EITHER, AWAIT_CLOSE, exchange -> exchange.send(Frame.goAway(0, Frame.NO_ERROR))),
  GO_AWAY_FOR_A_FLOOD(
      EITHER,
      CLOSE,
      exchange -> exchange.send(Frame.goAway(exchange.stream(), Frame.ENHANCE_YOUR_CALM))),
  CLOSED_WITHOUT_ANSWER(EITHER, CLOSE, exchange -> {}),
  RESET_OF_TCP(EITHER, RESET, exchange -> {}),
  CUT_AND_CLOSED(EITHER, CLOSE, Http2Exchange::cut),
  CUT_AND_RESET(EITHER, RESET, Http2Exchange::cut),
  NO_ANSWER(FAILURE, SILENCE, exchange -> {}),

  // Specific to gRPC.
  GRPC_WITHOUT_TRAILERS(
      FAILURE,
      SERVE,
      exchange ->
          exchange.send(
              exchange.honest().headFrame(exchange.stream()),
              Frame.data(exchange.stream(), Frame.END_STREAM, exchange.honest().body()))),
  GRPC_TWO_MESSAGES(
      FAILURE,
      SERVE,
      exchange -> {
        Http2Response honest = exchange.honest();
        byte[] both = Bytes.concat(honest.body(), exchange.other().body());
        exchange.send(
            new Http2Response(honest.head(), both, honest.trailers()).frames(exchange.stream()));
      }),
  GRPC_MESSAGE_OF_2_GB(
      FAILURE,
      SERVE,
      exchange -> {
        Http2Response honest = exchange.honest();
        byte[] body = Bytes.concat(new byte[] {0}, Frame.ints(Integer.MAX_VALUE));
        exchange.send(
            new Http2Response(honest.head(), body, honest.trailers()).frames(exchange.stream()));
      }),
  GRPC_COMPRESSED_WITHOUT_ENCODING(
      FAILURE,
      SERVE,
      exchange -> {
        Http2Response honest = exchange.honest();
        byte[] body = Bytes.concat(new byte[] {1}, Frame.ints(0));
        exchange.send(
            new Http2Response(honest.head(), body, honest.trailers()).frames(exchange.stream()));
      }),
  GRPC_STATUS_NOT_A_NUMBER(
      FAILURE,
      SERVE,
      exchange -> {
        Http2Response honest = exchange.honest();
        List<String> trailers = List.of("grpc-status", "fine");
        exchange.send(
            new Http2Response(honest.head(), honest.body(), trailers).frames(exchange.stream()));
      }),
  GRPC_HTML(
      FAILURE,
      SERVE,
      exchange -> {
        List<String> head = List.of(":status", "200", "content-type", "text/html");
        byte[] page = Bytes.ascii("<html>Sign in</html>");
        exchange.send(new Http2Response(head, page, List.of()).frames(exchange.stream()));
      });

  /** A number of frames of each kind that leaves room in the bound for frames of other calls. */
  private static final int MANY = 20;

  private static final String GRPC_PREFIX = "GRPC_";

  private final ExpectedResult expected;
  private final AfterAttack afterwards;

  @SuppressWarnings("ImmutableEnumChecker") // a script has no state
  private final Play play;

  Http2Attack(ExpectedResult expected, AfterAttack afterwards, Play play) {
    this.expected = expected;
    this.afterwards = afterwards;
    this.play = play;
  }

  /** The server's output. */
  private interface Play {
    void on(Http2Exchange exchange) throws IOException;
  }

  private static void informational(Http2Exchange exchange, int status) throws IOException {
    exchange.informational(status);
    exchange.answer();
  }

  ExpectedResult expected() {
    return expected;
  }

  AfterAttack afterwards() {
    return afterwards;
  }

  boolean appliesTo(ProtocolVariant form) {
    return form.isGrpc() || !name().startsWith(GRPC_PREFIX);
  }

  /** Returns whether the attacked call may run to its deadline. */
  boolean isSlow() {
    return afterwards == SILENCE;
  }

  /** Returns whether the client may leave closing the connection to the server, as gRPC does. */
  boolean isGoAway() {
    return name().contains("GO_AWAY");
  }

  void play(Http2Exchange exchange) throws IOException {
    play.on(exchange);
  }
}
