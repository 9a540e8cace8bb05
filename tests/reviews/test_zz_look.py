import datetime, pathlib, time, random
from reviews.report import assemble
from reviews.report.rendering import *
from reviews.models import *
from tests.reviews.report_sample import likert, SCALE
from django.utils import timezone
def figures(terms):
    rnd=random.Random(4)
    L=[("statutory",terms.statutory),("voluntary+cross",f"{terms.voluntary} and {terms.cross_sector}")]
    qs=[]
    import tomllib
    src=tomllib.load(open('reviews/content/annual-survey.toml','rb'))
    from reviews.answering.kinds import NUMBER_BANDS
    n=0
    codes=[["f","Funding and Procurement"],["c","Consultation and Community Engagement"],["p","Partnerships"],["v","Volunteering"],["g","Community Groups"],["b","Black and Minority Ethnic Voluntary and Community Groups"]]
    for s in src['sections']:
        for q in s['questions']:
            n+=1; k=q['kind']
            if k not in('likert','single','several','number','rating','rank'): continue
            o=q.get('options',[]);
            if isinstance(o,str): o=codes
            if k=='likert': o=SCALE
            if k=='number': o=[(a,b) for a,b,_ in NUMBER_BANDS]
            if k=='rating': o=[(f"{i}:{m}",f"{i}: {m}") for i in ["Papers come in good time","Both sectors set the agenda together","Meetings are held where people can reach them by bus"] for m in range(1,11)]
            if k=='rank': o=[*o,*((f"first:{v}",f"{l}, in first place") for v,l in o)]
            gs=[]
            for key,label in [("all","All"),*L]:
                tot={'all':40,'statutory':15}.get(key,25)
                sh=[5*rnd.randint(0,6) for _ in o]
                if k in('likert','single','number'):
                    sh=[0]*len(o)
                    for _ in range(20): sh[rnd.randrange(len(o))]+=5
                gs.append({"key":key,"label":label,"answered":tot,"agree_share":sh[3]+sh[4] if k=='likert' else None,"agree_words":None,"options":[{"value":v,"label":l.replace('{champion}','Champion').replace('{agreement}','Compact') if 0 else l,"count":tot*x//500*5,"share":x} for (v,l),x in zip(o,sh)]})
            if n==8: gs[1]|={"options":[],"words":"nearly all: Agree","agree_share":None,"agree_words":"nearly all"}
            qs.append({"key":q['key'],"number":n,"section":s['title'].replace('{agreement}','Compact'),"kind":k,"text":q['text'].replace('{agreement}','Compact').replace('{codes}','codes'),"headline":q.get('headline',False),"withheld":"fewer than 10" if n==21 else None,"groups":[] if n==21 else gs})
    return {"level":"full","floor":10,"responses":{"rounded":40,"words":"40"},"invited":46,"groups":[{"key":L[0][0],"label":L[0][1],"responses":15},{"key":L[1][0],"label":L[1][1],"responses":25}],"questions":qs}
def test_look(db, client):
    from compact_portal.demo.loading import load_demonstration
    load_demonstration(on=datetime.date(2026,11,22))
    out=pathlib.Path('/tmp/report')
    for slug,yr in [("east-sussex",2009),("east-sussex",2026)]:
        review=Review.objects.select_related("compact__area","plan__strategy","next_plan").get(compact__slug=slug,year=yr)
        s=Survey.objects.filter(review=review).first()
        print(yr, s, s and s.status, Release.objects.filter(survey=s).exists())
        if yr==2009:
            from compact_portal.accounts.models import User
            officer=review.compact.officers.first().person
            if s is None:
                s=Survey.objects.create(review=review,compact=review.compact,status="released",opens_on="2009-08-10",closes_on="2009-10-26")
                SurveyDocument.objects.create(survey=s, number=1, title="Information Folder", purpose="what the agreement means in practice")
            if not Release.objects.filter(survey=s).exists(): Release.objects.create(survey=s,figures=figures(review.compact.terms),released_at=timezone.now(),released_by=officer)
        t=time.perf_counter(); r=assemble(review,datetime.date(2026,11,22),draft=yr!=2009); t1=time.perf_counter(); body=render_body(r); t2=time.perf_counter()
        html=report_html(r,body); (out/f'{yr}.html').write_text(html)
        pdf=report_pdf(r,body); t3=time.perf_counter(); (out/f'{yr}.pdf').write_bytes(pdf)
        print(yr,"assemble",t1-t,"body",t2-t1,"pdf",t3-t2,len(body))
        if yr==2009:
            from weasyprint import HTML
            from compact_portal.documents.fetcher import OwnFilesOnly
            from compact_portal.documents.pdf import render_pdf
            for _ in range(3):
                a=time.perf_counter(); HTML(string=html,url_fetcher=OwnFilesOnly()).write_pdf(pdf_variant="pdf/ua-1"); b=time.perf_counter()
                rr=assemble(Review.objects.select_related("compact__area","plan__strategy","next_plan").get(pk=review.pk),datetime.date(2026,11,22)); report_pdf(rr,render_body(rr)); c=time.perf_counter(); print("weasy",b-a,"ours",c-b,(c-b)/(b-a))
            client.force_login(officer,backend="allauth.account.auth_backends.AuthenticationBackend")
            (out/'page.html').write_bytes(client.get(f"/{slug}/reports/{yr}/").content)
            (out/'list.html').write_bytes(client.get(f"/{slug}/reports/").content)
