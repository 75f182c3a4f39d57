package io.pinelink.rest.json;

import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The library's parser, extended to read the numbers of an array from its buffer directly into
 * floats: a token for each costs more than the rest of a large response.
 *
 * <p>A number of up to 18 digits is read as a whole number and scaled in double arithmetic. If that
 * does not determine the nearest float, and if a number is very long, very small or very large, it
 * is read from its text.
 *
 * <p>Numbers of the usual form, such as {@code -0.0123456789}, are read eight digits at a time,
 * with no branch for each digit: the processor could not predict where a number ends. The comma is
 * found first, so that the processor can begin the next number before this one is done.
 */
final class FloatArrayParser extends UTF8StreamJsonParser {
  /** The number of digits of which any whole number fits a long. */
  private static final int MAX_DIGITS = 18;

  private static final int MAX_EXPONENT_DIGITS = 2;

  /** The bytes that {@link #usualFloats} may read from the beginning of a number on. */
  private static final int MAX_USUAL = 32;

  /** A bit for each digit and the minus, by their code. */
  private static final long NUMBER_BEGINS = 0x3FFL << '0' | 1L << '-';

  FloatArrayParser(
      IOContext context,
      int features,
      @Nullable InputStream in,
      ByteQuadsCanonicalizer symbols,
      byte[] buffer,
      int begin,
      int end,
      boolean recyclable) {
    super(context, features, in, null, symbols, buffer, begin, end, 0, recyclable);
  }

  /**
   * Reports a token that is not JSON. The library's message would quote it, with a secret in it.
   */
  @Override
  protected void _reportInvalidToken(String matched, String expected) throws IOException {
    _reportError("Unrecognized token: was expecting " + expected);
  }

  /** Returns whether a number comes next; valid only where an array element may begin. */
  boolean isAtNumber() throws IOException {
    return beginsNumber(peekPastSpace());
  }

  /**
   * Reads numbers of the entered array, from its next element on, until the target is full, the
   * array ends, or another value follows, which is then the next token.
   *
   * @return how many elements of {@code into} are filled now
   */
  int floats(float[] into, int filled) throws IOException {
    int count = filled;
    while (count < into.length && isAtNumber()) {
      if (_inputEnd - _inputPtr < MAX_USUAL) {
        readMore();
      }
      int usual = usualFloats(into, count);
      if (usual > count) {
        count = usual;
        expectValue();
        continue;
      }
      into[count++] = number();
      int next = peekPastSpace();
      if (next == ',') {
        _inputPtr++;
        expectValue();
      } else if (next != ']') {
        _reportUnexpectedChar(next, "expected a comma or the end of the array");
      }
    }
    return count;
  }

  private void expectValue() throws IOException {
    int next = peekPastSpace();
    if (next == ']') {
      _reportUnexpectedChar(next, "expected a value");
    }
  }

  /** Moves the rest of the buffer to its beginning and reads more, so that no number is cut. */
  private void readMore() throws IOException {
    if (_inputStream == null) {
      return;
    }
    int rest = _inputEnd - _inputPtr;
    System.arraycopy(_inputBuffer, _inputPtr, _inputBuffer, 0, rest);
    _currInputProcessed += _inputPtr;
    _currInputRowStart -= _inputPtr;
    _nameStartOffset -= _inputPtr;
    _inputPtr = 0;
    _inputEnd =
        rest + Math.max(0, _inputStream.read(_inputBuffer, rest, _inputBuffer.length - rest));
  }

  /**
   * Reads numbers of one digit, a point and more digits, and short whole numbers, each followed by
   * a comma, until one has another form.
   *
   * @return how many elements of {@code into} are filled now
   */
  private int usualFloats(float[] into, int filled) {
    byte[] in = _inputBuffer;
    int last = _inputEnd - MAX_USUAL;
    int count = filled;
    int at = _inputPtr;
    boolean isShort = false;
    while (count < into.length && at <= last) {
      int sign = sign(in[at]);
      int begin = at + sign;
      int end = at;
      float size = Float.NaN;
      // Numbers of an array often have the same length: after a short one, this would fail.
      if (!isShort) {
        long comma = Digits.commas(Digits.word(in, at + Long.BYTES));
        end = at + Long.BYTES + Digits.first(comma);
        size = comma == 0 ? Float.NaN : Decimal.ofUsual(in, begin, end);
      }
      if (Float.isNaN(size)) {
        end = firstComma(in, at);
        size = Decimal.of(in, begin, end);
        if (Float.isNaN(size)) {
          break;
        }
        isShort = end - at < Long.BYTES;
      }
      into[count++] = Float.intBitsToFloat(Float.floatToRawIntBits(size) | sign << 31);
      at = end + 1;
    }
    _inputPtr = at;
    return count;
  }

  /** Returns the position of the first comma; {@code begin} if none is near. */
  private static int firstComma(byte[] in, int begin) {
    for (int at = begin; at < begin + MAX_USUAL; at += Long.BYTES) {
      long comma = Digits.commas(Digits.word(in, at));
      if (comma != 0) {
        return at + Digits.first(comma);
      }
    }
    return begin;
  }

  /**
   * Returns whether a digit or a minus begins here, without a branch that distinguishes them: half
   * of the numbers of an embedding are negative, in no order.
   */
  private static boolean beginsNumber(int character) {
    return character >>> 6 == 0 && (NUMBER_BEGINS >>> character & 1) != 0;
  }

  /** Returns 1 for a minus and 0 for any other character, without a branch. */
  private static int sign(byte character) {
    return (((character ^ '-') & 0xFF) - 1) >>> 31;
  }

  private int peekPastSpace() throws IOException {
    int next = peek();
    while (next == ' ' || next == '\n' || next == '\r' || next == '\t') {
      _inputPtr++;
      next = peek();
    }
    return next;
  }

  private int peek() throws IOException {
    if (_inputPtr >= _inputEnd && !_loadMore()) {
      _reportInvalidEOF(" within an array", JsonToken.START_ARRAY);
    }
    return _inputBuffer[_inputPtr];
  }

  /**
   * Reads a number. One of a common form that is complete in the buffer is read fast, others from
   * their text.
   */
  private float number() throws IOException {
    byte[] in = _inputBuffer;
    int end = _inputEnd;
    int at = _inputPtr;
    boolean negative = in[at] == '-';
    if (negative) {
      at++;
    }
    int begin = at;
    long digits = 0;
    while (at < end && Digits.isDigit(in[at])) {
      digits = 10 * digits + in[at++] - '0';
    }
    int whole = at - begin;
    boolean zero = whole > 0 && in[begin] == '0';
    if (whole == 0 || (zero && whole > 1)) {
      return numberFromText();
    }
    int fraction = 0;
    if (at < end && in[at] == '.') {
      int point = at++;
      while (at < end && Digits.isDigit(in[at])) {
        digits = 10 * digits + in[at++] - '0';
      }
      fraction = at - point - 1;
      if (fraction == 0) {
        return numberFromText();
      }
    }
    int exponent = 0;
    if (at < end && (in[at] | 0x20) == 'e') {
      at++;
      boolean below = at < end && in[at] == '-';
      if (at < end && (below || in[at] == '+')) {
        at++;
      }
      int first = at;
      while (at < end && Digits.isDigit(in[at])) {
        exponent = 10 * exponent + in[at++] - '0';
      }
      if (at == first || at - first > MAX_EXPONENT_DIGITS) {
        return numberFromText();
      }
      exponent = below ? -exponent : exponent;
    }
    // A zero before the point is not significant.
    if (at == end || whole + fraction - (zero ? 1 : 0) > MAX_DIGITS) {
      return numberFromText();
    }
    float size = Decimal.nearest(digits, exponent - fraction);
    if (!Float.isFinite(size)) {
      return numberFromText();
    }
    _inputPtr = at;
    return negative ? -size : size;
  }

  private float numberFromText() throws IOException {
    StringBuilder text = new StringBuilder();
    if (peek() == '-') {
      take(text);
    }
    boolean zero = peek() == '0';
    takeDigits(text);
    if (zero && wholeDigits(text) > 1) {
      _reportError("Invalid numeric value: a leading zero");
    }
    if (peek() == '.') {
      take(text);
      takeDigits(text);
    }
    if ((peek() | 0x20) == 'e') {
      take(text);
      if (peek() == '-' || peek() == '+') {
        take(text);
      }
      takeDigits(text);
    }
    float number = Float.parseFloat(text.toString());
    if (Float.isInfinite(number)) {
      throw new MalformedJsonException(
          place() + " is " + text + ", expected a number within the range of 32-bit floats");
    }
    return number;
  }

  /** Returns the member that contains the current value, for messages. */
  String place() {
    JsonStreamContext context = getParsingContext();
    while (context.getCurrentName() == null && context.getParent() != null) {
      context = context.getParent();
    }
    String name = context.getCurrentName();
    return name == null ? "the body" : "member '" + name + "'";
  }

  private static int wholeDigits(StringBuilder text) {
    return text.charAt(0) == '-' ? text.length() - 1 : text.length();
  }

  private void takeDigits(StringBuilder text) throws IOException {
    if (!Digits.isDigit(peek())) {
      _reportUnexpectedNumberChar(peek(), "expected a digit");
    }
    while (Digits.isDigit(peek())) {
      take(text);
    }
  }

  private void take(StringBuilder text) throws IOException {
    text.append((char) peek());
    _inputPtr++;
    _streamReadConstraints.validateFPLength(text.length());
  }
}
