package io.gatehouse.rules.convert;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.balance.HashKeys;
import io.gatehouse.api.hash.XxHash;
import io.gatehouse.api.hash.Xxh3;
import io.gatehouse.api.rule.Converter;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;

/** Hashes that are no secret: the functions of {@code hash-type} and xxHash. */
public final class HashConverters extends ConverterFamily {

  public HashConverters() {
    with("crc32", a -> hash(a, (bytes, from, count) -> crc(bytes, from, count, 0xedb88320)));
    with("crc32c", a -> hash(a, (bytes, from, count) -> crc(bytes, from, count, 0x82f63b78)));
    with("djb2", a -> hash(a, HashConverters::djb2));
    with("sdbm", a -> hash(a, HashConverters::sdbm));
    with("wt6", a -> hash(a, HashConverters::wt6));
    with("xxh32", a -> new Seeded(Seed.XXH32, seed(a)));
    with("xxh64", a -> new Seeded(Seed.XXH64, seed(a)));
    with("xxh3", a -> new Seeded(Seed.XXH3, seed(a)));
  }

  /** One per name, so that equal configurations hold equal converters. */
  interface Function {
    int of(byte[] bytes, int from, int count);
  }

  private static Converter hash(Arguments arguments, Function function) throws ArgumentException {
    boolean avalanche =
        arguments.hasNext() && arguments.integer("0 or 1", 0, Integer.MAX_VALUE) != 0;
    return new Hash(function, avalanche);
  }

  private static long seed(Arguments arguments) throws ArgumentException {
    return arguments.hasNext() ? arguments.integer("a seed", Long.MIN_VALUE, Long.MAX_VALUE) : 0;
  }

  private static int crc(byte[] bytes, int from, int count, int polynomial) {
    int crc = ~0;
    for (int i = from; i < from + count; i++) {
      crc ^= bytes[i] & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc >>> 1 ^ (crc & 1) * polynomial;
      }
    }
    return ~crc;
  }

  private static int djb2(byte[] bytes, int from, int count) {
    int hash = 5381;
    for (int i = from; i < from + count; i++) {
      hash = hash * 33 + (bytes[i] & 0xff);
    }
    return hash;
  }

  private static int sdbm(byte[] bytes, int from, int count) {
    int hash = 0;
    for (int i = from; i < from + count; i++) {
      hash = (bytes[i] & 0xff) + hash * 65599;
    }
    return hash;
  }

  /** Two halves rotate each other by distances taken from themselves. */
  private static int wt6(byte[] bytes, int from, int count) {
    int first = 0xa53c965a;
    int second = 0x5ca6953a;
    int firstStep = 6;
    int secondStep = 18;
    for (int i = from; i < from + count; i++) {
      int octet = bytes[i] & 0xff;
      first = ~(first ^ octet);
      second = ~(second + octet);
      int rotated = Integer.rotateLeft(second, firstStep);
      second = Integer.rotateLeft(first, secondStep);
      first = rotated;
      int steps = (first >>> 16 ^ second) & 0xffff;
      firstStep = steps & 0x1f;
      secondStep = steps >>> 11;
    }
    return first ^ second;
  }

  record Hash(Function function, boolean avalanche) implements Converter {
    @Override
    public SampleType input() {
      return SampleType.BINARY;
    }

    @Override
    public SampleType output() {
      return SampleType.INTEGER;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      int hash = function.of(sample.bytes(), sample.offset(), sample.length());
      sample.setInteger(Integer.toUnsignedLong(avalanche ? HashKeys.mix(hash) : hash));
      return true;
    }
  }

  /** The hashes that take a seed. */
  enum Seed {
    XXH32,
    XXH64,
    XXH3
  }

  record Seeded(Seed function, long seed) implements Converter {
    @Override
    public SampleType input() {
      return SampleType.BINARY;
    }

    @Override
    public SampleType output() {
      return SampleType.INTEGER;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      byte[] bytes = sample.bytes();
      int from = sample.offset();
      int count = sample.length();
      sample.setInteger(
          switch (function) {
            case XXH32 -> Integer.toUnsignedLong(XxHash.hash32(bytes, from, count, (int) seed));
            case XXH64 -> XxHash.hash64(bytes, from, count, seed);
            case XXH3 -> Xxh3.hash(bytes, from, count, seed);
          });
      return true;
    }
  }
}
