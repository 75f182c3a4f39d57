package io.pinelink.rest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.io.IOContext;
import java.io.IOException;
import java.io.InputStream;

/** A factory of {@link FloatArrayParser}s for JSON in UTF-8 (RFC 8259). */
final class FloatArrayFactory extends JsonFactory {
  private static final long serialVersionUID = 1;

  FloatArrayFactory(JsonFactoryBuilder builder) {
    super(builder);
  }

  FloatArrayParser parser(InputStream in) throws IOException {
    return (FloatArrayParser) createParser(in);
  }

  FloatArrayParser parser(byte[] bytes) throws IOException {
    return (FloatArrayParser) createParser(bytes);
  }

  @Override
  protected FloatArrayParser _createParser(InputStream in, IOContext context) {
    return new FloatArrayParser(
        context,
        _parserFeatures,
        in,
        _byteSymbolCanonicalizer.makeChild(_factoryFeatures),
        context.allocReadIOBuffer(),
        0,
        0,
        true);
  }

  @Override
  protected FloatArrayParser _createParser(
      byte[] bytes, int offset, int length, IOContext context) {
    return new FloatArrayParser(
        context,
        _parserFeatures,
        null,
        _byteSymbolCanonicalizer.makeChild(_factoryFeatures),
        bytes,
        offset,
        offset + length,
        false);
  }
}
