import { expect, test } from 'vitest'
import { between, histogramPercentile } from './measure-metrics.ts'

test('a percentile is read from buckets of all label sets, as what came between two looks', () => {
  const look = (factor: number) =>
    new Map([
      ['h_bucket{le="1",command="a"}', 10 * factor],
      ['h_bucket{le="2",command="a"}', 10 * factor],
      ['h_bucket{le="+Inf",command="a"}', 10 * factor],
      ['h_bucket{le="1",command="b"}', 0],
      ['h_bucket{le="2",command="b"}', 10 * factor],
      ['h_bucket{le="+Inf",command="b"}', 10 * factor],
    ])
  const samples = between(look(1), look(3))
  expect(histogramPercentile(samples, 'h', 0.5)).toBe(1)
  expect(histogramPercentile(samples, 'h', 0.75)).toBe(1.5)
  expect(histogramPercentile(new Map(), 'h', 0.5)).toBeNaN()
})
