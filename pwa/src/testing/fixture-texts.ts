/** Texts of units that use all that a lesson may hold. */
export const beforeYouTouch = `The most important minute is the one before you touch anyone. **Stop, look, think**: a helper who gets hurt can help nobody.

> [!IMPORTANT]
> Your own safety comes first. Always.

## Look around

- Is there traffic, fire, water, electricity?
- How many people are hurt?
- Is there anybody who can help *you*?

![A person stands at the edge of a road and looks both ways](file:first-aid-scene "Look both ways before you run to somebody on a road.")

## Speak, and touch the shoulders

Kneel beside the person, speak loudly, and touch both shoulders: “Hello! Can you hear me?”

![Listen: how to ask](file:first-aid-voice)

| What happens | What it means | What you do |
|---|---|---|
| An answer | Awake | Ask what hurts, stay, call if needed |
| A groan, a movement | Not fully awake | Call at once, stay close |
| Nothing | Unconscious | Call at once, check the breathing |

> [!TIP]
> Say what you are going to do before you do it, also to somebody who doesn’t answer.

> [!WARNING]
> Never move somebody who may have hurt their neck, unless staying where they are would kill them.

1. Look.
2. Speak.
3. Call: **112**, on speaker.

<details><summary>Why on speaker?</summary>

Both hands stay free, and the voice at the other end counts with you.

</details>

More in [the next part](/courses/first-aid/units/first-aid-2), and on paper: [Emergency card](file:first-aid-card).
`

export const whyLetters = `A taxi costs 3 to begin with and 2 for each kilometre. After one kilometre that is $3 + 2 \\cdot 1 = 5$, after ten $3 + 2 \\cdot 10 = 23$. With a letter it is said once, for all distances:

$$ p = 3 + 2d $$

Here $p$ is the price and $d$ the distance. Whoever knows $d$ knows $p$.

## And the other way round

How far does one get with 19? $19 = 3 + 2d$, so $2d = 16$ and $d = 8$.

> [!NOTE]
> What you do to one side, do to the other: $$\\begin{aligned} 19 &= 3 + 2d \\\\ 16 &= 2d \\\\ 8 &= d \\end{aligned}$$

## Two at once

Two tickets and a drink cost 11, one ticket and two drinks cost 10:

$$ \\begin{cases} 2t + d = 11 \\\\ t + 2d = 10 \\end{cases} $$

| step | equation |
|:---|---:|
| double the second | $2t + 4d = 20$ |
| less the first | $3d = 9$ |
| so | $d = 3,\\ t = 4$ |

And the formula that you will meet again, wide enough to be moved about on a phone:

$$ x_{1,2} = \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a} \\qquad\\text{for}\\qquad ax^2 + bx + c = 0,\\quad a \\neq 0 $$

\`\`\`python
def price(distance):
    return 3 + 2 * distance   # the same, said to a machine
\`\`\`
`

export const householdBudget = `قبل أن تضع خطة، اعرف **إلى أين يذهب المال**. خذ ورقة واكتب كل ما تنفقه لمدة أسبوع.

> [!TIP]
> اكتب المبلغ في لحظة الدفع، لا في المساء.

## ثلاثة أوعية

1. ما لا بد منه: الطعام، الماء، الإيجار.
2. ما يجعل الحياة أسهل.
3. ما نتركه لوقت الحاجة.

| الوعاء | النصيب |
|---|---:|
| لا بد منه | 60 % |
| أسهل | 30 % |
| لوقت الحاجة | 10 % |

إذا كان الدخل $d$ فالادخار $d \\cdot 0.1$.
`
