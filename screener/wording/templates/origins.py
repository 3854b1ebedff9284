"""Where the steps of a screen come from."""

TEMPLATES = {
    "origin.pe_ttm": (
        "The steps are earnings yields of 4, 2.5, 1.7 and 1%. They are our judgement; there is no published"
        " base."
    ),
    "origin.price_sales": (
        "At 10 times revenue, ten years of all sales paid out would return the price. The steps are our "
        "judgement."
    ),
    "origin.pe_owner_earnings": (
        "The steps are our judgement; nothing left of a profit is severity 4. Only buybacks that replace "
        "shares given to staff count as a cost."
    ),
    "origin.peg": (
        "The steps are our judgement; no growth at a P/E above 25 is severity 4. Growth is past growth."
    ),
    "origin.cap_vs_revenue": "The steps are our judgement, in log points a year.",
    "origin.fcf_yield": "The steps are our judgement. Below zero it is shown and not judged.",
    "origin.debt_equity": (
        "The first step is the 40% of a check that Simply Wall St publishes; the others are our judgement."
    ),
    "origin.interest_cover": (
        "The steps are where the ratings A-, BBB, B and CCC end in Damodaran's table for large firms of "
        "January 2025."
    ),
    "origin.capex_ocf": (
        "The steps are our judgement; four quarters in a row above 100%, or no cash from operations, are "
        "severity 4."
    ),
    "origin.net_debt_ebitda": (
        "The steps follow a zone table of a training site, a weak base, and are otherwise our judgement."
    ),
    "origin.altman_z2": (
        "Altman calls less than 1.1 distress and more than 2.6 sound; between them and below 0 the steps are "
        "ours."
    ),
    "origin.commitments": "The steps are our judgement. What is not stated is not taken for nothing.",
    "origin.capex_revenue": "The steps are our judgement, in points of revenue.",
    "origin.chip_life": (
        "The steps are our judgement, and so is the part of capital spending that goes into servers. The "
        "third one is near what Michael Burry expects of Oracle and Meta for 2028."
    ),
    "origin.stock_pay": "The steps are our judgement.",
    "origin.receivables": (
        "The last step is the mean of companies that manipulated their accounts (Beneish 1999); the others "
        "are our judgement."
    ),
    "origin.inventory": "The steps are those of receivables and our judgement.",
    "origin.beneish": (
        "The steps are two cutoffs of Beneish (1999). As a hint it never counts for more than severity 2."
    ),
    "origin.lab_gains": "The steps are our judgement.",
    "origin.top_customer": (
        "From 10% on, US accounting rules (ASC 280) demand disclosure; the other steps are our judgement. "
        "Reaching a step counts."
    ),
    "origin.top_customers": (
        "The steps are those of the largest customer and ten points more. This is our judgement."
    ),
    "origin.customer_hhi": (
        "The steps 0.10 and 0.18 are bands of the US merger guidelines; the other two are our judgement."
    ),
    "origin.supplier": "The steps are those of the largest customer and our judgement.",
    "origin.backlog": "The steps are those of the largest customer and our judgement.",
    "origin.vendor_financing": (
        "The last step is near what Lucent had promised its customers in 2000, 21% of its revenue; the others"
        " are our judgement."
    ),
    "origin.effective_n": "The steps are our judgement. What a fund does not show counts as one position.",
    "origin.ai_weight": "The steps are our judgement.",
    "origin.ring_place": (
        "A firm loop counts 3, an announced one 2, a contingent one or a direct relation 1, and one more "
        "when half the business or more is tied to the ring. This is our judgement."
    ),
    "origin.user": "The steps were set by you.",
    "origin.none": "This is information and has no steps.",
}
