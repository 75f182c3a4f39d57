package io.pinelink.grpc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;

/** The server's end of an HTTP/2 connection, frame by frame, for servers that misbehave. */
final class Http2Socket implements Closeable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int WINDOW_UPDATE = 8;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;
  static final int MAX_CONCURRENT_STREAMS = 3;
  static final int INITIAL_WINDOW_SIZE = 4;
  private static final int PREFACE_LENGTH = 24;
  private static final int MAX_FRAME_SIZE = 16_384;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  Http2Socket(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /** A frame that the client sent, without its payload. */
  record Frame(int type, int flags, int stream) {
    /** Returns whether it is the last frame of a request. */
    boolean endsRequest() {
      return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
    }
  }

  void readPreface() throws IOException {
    in.readFully(new byte[PREFACE_LENGTH]);
  }

  /** Waits for the next frame and returns it. */
  Frame read() throws IOException {
    int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt();
    in.skipNBytes(length);
    return new Frame(type, flags, stream);
  }

  /** Reads up to the end of a request, and returns its stream. */
  int readRequest() throws IOException {
    Frame frame = read();
    while (!frame.endsRequest()) {
      frame = read();
    }
    return frame.stream();
  }

  /** Reads until the client has closed the connection, and returns the number of requests begun. */
  int readToEnd() throws IOException {
    int started = 0;
    try {
      while (true) {
        started += read().type() == HEADERS ? 1 : 0;
      }
    } catch (EOFException e) {
      return started;
    }
  }

  synchronized void write(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(payload.length >> 16);
    frame.write(payload.length >> 8);
    frame.write(payload.length);
    frame.write(type);
    frame.write(flags);
    frame.writeBytes(number(stream));
    frame.writeBytes(payload);
    out.write(frame.toByteArray());
    out.flush();
  }

  /** Sends SETTINGS, given as alternating identifiers and values. */
  void settings(int... settings) throws IOException {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    for (int i = 0; i < settings.length; i += 2) {
      payload.write(0);
      payload.write(settings[i]);
      payload.writeBytes(number(settings[i + 1]));
    }
    write(SETTINGS, 0, 0, payload.toByteArray());
  }

  void ping() throws IOException {
    write(PING, 0, 0, new byte[8]);
  }

  /** Opens the window of the whole connection by this much. */
  void window(int more) throws IOException {
    write(WINDOW_UPDATE, 0, 0, number(more));
  }

  /** Sends the headers of a gRPC response, with additional names and values. */
  void answerHeaders(int stream, String... more) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(0x88); // ":status: 200" in HPACK's static table
    literal(block, "content-type", "application/grpc");
    for (int i = 0; i < more.length; i += 2) {
      literal(block, more[i], more[i + 1]);
    }
    write(HEADERS, END_HEADERS, stream, block.toByteArray());
  }

  /** Sends a message in gRPC framing, and the end of a successful response. */
  void answerBody(int stream, boolean compressed, byte[] message) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(compressed ? 1 : 0);
    body.writeBytes(number(message.length));
    body.writeBytes(message);
    byte[] bytes = body.toByteArray();
    for (int i = 0; i < bytes.length; i += MAX_FRAME_SIZE) {
      write(
          DATA,
          0,
          stream,
          Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + MAX_FRAME_SIZE)));
    }
    ByteArrayOutputStream trailers = new ByteArrayOutputStream();
    literal(trailers, "grpc-status", "0");
    write(HEADERS, END_HEADERS | END_STREAM, stream, trailers.toByteArray());
  }

  /** Answers with an empty message. */
  void answer(int stream) throws IOException {
    answerHeaders(stream);
    answerBody(stream, false, new byte[0]);
  }

  /** Answers every request until the client closes the connection. */
  void serve() throws IOException {
    readPreface();
    settings();
    while (true) {
      answer(readRequest());
    }
  }

  private static void literal(ByteArrayOutputStream block, String name, String value) {
    block.write(0);
    block.write(name.length());
    block.writeBytes(name.getBytes(US_ASCII));
    block.write(value.length());
    block.writeBytes(value.getBytes(US_ASCII));
  }

  private static byte[] number(int value) {
    return new byte[] {
      (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value
    };
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
