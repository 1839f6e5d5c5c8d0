package io.gatehouse.balancers.place;

/** Arithmetic of weights. */
public final class Weights {
  private Weights() {}

  /** Divides all by their greatest common divisor, in place. */
  public static void reduce(int[] weights) {
    int divisor = 0;
    for (int weight : weights) {
      divisor = commonDivisor(divisor, weight);
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= Math.max(1, divisor);
    }
  }

  private static int commonDivisor(int a, int b) {
    return b == 0 ? a : commonDivisor(b, a % b);
  }

  /** The sum; weights are at most 4096 and servers few enough that it fits. */
  public static int sum(int[] weights) {
    int sum = 0;
    for (int weight : weights) {
      sum += weight;
    }
    return sum;
  }
}
