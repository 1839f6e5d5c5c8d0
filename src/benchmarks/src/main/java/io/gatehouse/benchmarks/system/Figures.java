package io.gatehouse.benchmarks.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The values that several rounds gave. */
final class Figures {
  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  double last() {
    return values.getLast();
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private double lowest() {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  private double highest() {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  /** Round by round against what ran next to it, so that a busy moment meets both. */
  Figures against(Figures other) {
    Figures ratios = new Figures();
    for (int i = 0; i < Math.min(values.size(), other.values.size()); i++) {
      ratios.add(values.get(i) / other.values.get(i));
    }
    return ratios;
  }

  /** The median and, in brackets, the lowest and the highest value. */
  String text(int decimals) {
    if (values.isEmpty()) {
      return "–";
    }
    String number = "%,." + decimals + "f";
    String spread = number + " (" + number + "–" + number + ")";
    return String.format(Locale.ROOT, spread, median(), lowest(), highest());
  }
}
